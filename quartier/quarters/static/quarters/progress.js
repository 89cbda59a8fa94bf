// Fetches the page again while long work goes on, and shows its main part. Without a script there is a link for it.
const PAUSE = 2000; // milliseconds

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return true; // the server may be away for a moment
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const here = document.querySelector("main");
  here.replaceChildren(...fresh.querySelector("main").childNodes);
  document.title = fresh.title;
  return Boolean(here.querySelector("[data-busy]"));
}

async function follow() {
  if (await look().catch(() => true)) setTimeout(follow, PAUSE);
}

if (document.querySelector("[data-busy]")) setTimeout(follow, PAUSE);
