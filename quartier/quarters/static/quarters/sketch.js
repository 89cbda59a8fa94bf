// Draws into the map that the server has drawn: a click sets a corner or the point at once, corners can be dragged or
// moved with the arrow keys. What was drawn stands in the form's text field, as it would without a script.
const SVG = "http://www.w3.org/2000/svg";
const STEP = 4; // units of the drawing per press of an arrow key
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

class Sketch {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.picture = box.querySelector("svg");
    this.drawn = this.picture.querySelector(".sketch__set");
    [this.north, this.west, this.south, this.east] = this.picture.dataset.edges.split(" ").map(Number);
    this.digits = Number(this.box.dataset.digits ?? 6);
    this.wide = this.picture.viewBox.baseVal.width;
    this.high = this.picture.viewBox.baseVal.height;
    this.list = this.form.querySelector("[data-corners]");
    this.field = this.form.elements.namedItem(this.list ? "ecken" : "punkt");
  }

  start() {
    for (const press of this.box.querySelectorAll("[type=image]")) press.remove();
    for (const words of this.form.parentElement.querySelectorAll("[data-live]")) words.hidden = false;
    this.box.classList.add("sketch--live");
    this.picture.setAttribute("role", "group");
    this.picture.addEventListener("pointerdown", () => (this.dragging = false), { capture: true });
    this.picture.addEventListener("click", (event) => this.clicked(event));
    this.field.addEventListener("input", () => this.draw());
    this.list?.addEventListener("click", (event) => this.taken(event));
    this.form.querySelector("[name=zurueck]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.put(this.points.slice(0, -1));
    });
    this.draw();
  }

  // What stands in the field, as [latitude, longitude]; lines that are no position are passed over.
  get points() {
    return this.field.value
      .split("\n")
      .map((line) => line.replace(";", ",").split(",").map(Number))
      .filter(([lat, lon, ...more]) => Number.isFinite(lat) && Number.isFinite(lon) && !more.length);
  }

  put(points) {
    this.field.value = points.map((point) => this.written(point)).join("\n");
    this.draw();
  }

  written(point) {
    return point.map((number) => number.toFixed(this.digits)).join(", ");
  }

  toPixels([lat, lon]) {
    return [
      ((lon - this.west) / (this.east - this.west)) * this.wide,
      ((this.north - lat) / (this.north - this.south)) * this.high,
    ];
  }

  toPosition([x, y]) {
    return [
      this.north - (y / this.high) * (this.north - this.south),
      this.west + (x / this.wide) * (this.east - this.west),
    ];
  }

  place(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
    return [Math.min(Math.max(at.x, 0), this.wide), Math.min(Math.max(at.y, 0), this.high)];
  }

  clicked(event) {
    if (this.dragging || event.target.closest(".sketch__corner")) return;
    const position = this.toPosition(this.place(event));
    this.put(this.list ? [...this.points, position] : [position]);
  }

  taken(event) {
    const button = event.target.closest("[name=weg]");
    if (!button) return;
    event.preventDefault();
    this.put(this.points.filter((_point, number) => String(number) !== button.value));
    (this.list.querySelector("button") ?? this.form.querySelector("[name=zurueck]")).focus();
  }

  // Moves point `number` to a place in the drawing, and keeps the focus on it.
  move(number, place) {
    const points = this.points;
    points[number] = this.toPosition(place);
    this.put(points);
    this.drawn.querySelectorAll("[tabindex]")[number]?.focus();
  }

  draw() {
    const places = this.points.map((point) => this.toPixels(point));
    this.drawn.replaceChildren();
    if (this.list && places.length > 1) {
      this.add("polygon", { class: "sketch__line", points: places.map((place) => place.join()).join(" ") });
    }
    places.forEach((place, number) => this.mark(place, number));
    if (this.list) this.fill();
  }

  mark([x, y], number) {
    const words = `${this.box.dataset.words} ${number + 1}`;
    const mark = this.add("circle", { class: "sketch__corner", cx: x, cy: y, r: 11, tabindex: 0, role: "button" });
    mark.setAttribute("aria-label", words);
    this.add("text", { class: "sketch__number", x, y, "text-anchor": "middle" }).textContent =
      this.list ? number + 1 : "";
    mark.addEventListener("keydown", (event) => {
      const way = ARROWS[event.key];
      if (!way) return;
      event.preventDefault();
      this.move(number, [x + way[0] * STEP, y + way[1] * STEP]);
    });
    mark.addEventListener("pointerdown", (event) => this.drag(event, number));
  }

  drag(event, number) {
    event.preventDefault();
    this.dragging = true; // until the next press: the click that ends the dragging sets no corner
    this.picture.setPointerCapture(event.pointerId); // the mark itself is drawn anew while it moves
    const moved = (next) => this.move(number, this.place(next));
    this.picture.addEventListener("pointermove", moved);
    const done = () => this.picture.removeEventListener("pointermove", moved);
    for (const end of ["pointerup", "pointercancel"]) this.picture.addEventListener(end, done, { once: true });
  }

  add(name, attributes) {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    return this.drawn.appendChild(part);
  }

  // The list of corners, as the server writes it.
  fill() {
    const row = this.form.querySelector("template").content;
    this.list.replaceChildren();
    this.points.forEach((point, number) => {
      const item = row.cloneNode(true);
      item.querySelector("span").textContent = this.written(point);
      item.querySelector("button").value = number;
      item.querySelector("[data-number]").textContent = number + 1;
      this.list.append(item);
    });
    this.form.querySelector("[data-none]").hidden = this.points.length > 0;
  }
}

for (const box of document.querySelectorAll("[data-sketch]")) new Sketch(box).start();
