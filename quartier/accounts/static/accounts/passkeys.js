// Shows what needs a passkey where the browser can do passkeys, and says in words when one did not work.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
} else {
  for (const words of document.querySelectorAll("[data-passkey-trouble]")) words.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-trouble]")) {
    words.hidden = true;
    words.hidden = false;
  }
});
