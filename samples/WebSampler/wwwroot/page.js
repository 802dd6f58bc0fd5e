import { Generator } from "./generator.js";
import { between } from "./latent-noise.js";

const sliderCount = 8;
const stripCount = 9;
const galleryCount = 24;

const model = await (await fetch("model")).json();
let generator = null;
let edited = new Map();
let firstOfGallery = 1;
let playing = 0;

window.addEventListener("unhandledrejection", (failure) => notify(`That failed: ${failure.reason.message}`));
describe();
readAddress();
try {
  generator = await Generator.load(model);
} catch (failure) {
  notify(`ONNX Runtime doesn’t run in this browser, so pictures are the server’s (${failure.message}). `
    + "Where its files are missing, run “npm ci” in samples/WebSampler and build again.");
}
const hasLatents = generator !== null && !model.takesSeeds;
byId("latent").hidden = byId("path").hidden = !hasLatents;
byId("more").hidden = generator === null;
buildSliders();
buildPictures(byId("strip"), stripCount);
buildPictures(byId("gallery"), galleryCount);
listen();
await showAll();
document.body.dataset.state = "ready";

function byId(id) {
  return document.getElementById(id);
}

function notify(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = false;
}

function describe() {
  const size = `${model.width}×${model.height} ${model.channels === 1 ? "gray" : "color"}`;
  const noise = model.takesSeeds ? "noise from seeds" : `${model.latentSize} latent numbers`;
  const weight = `${(model.fileBytes / 1e6).toFixed(1)} MB`;
  byId("facts").textContent = [model.network, size, noise, weight].filter(Boolean).join(" · ");
  byId("label-row").hidden = model.classes.length === 0;
  model.classes.forEach((name, label) => byId("label").add(new Option(name, label)));
  byId("truncation-row").hidden = model.truncation === "none";
  Object.assign(byId("truncation"), model.truncation === "styles"
    ? { min: -1, max: 1, step: 0.05, value: 1 }
    : { min: 0.1, max: 3, step: 0.05, value: 3 });
}

/** The part of the address behind # names a picture, so that it can be linked to: #seed=7&label=3. */
function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  byId("seed").value = wanted.get("seed") ?? 1;
  const label = model.classes.indexOf(wanted.get("label"));
  byId("label").selectedIndex = Math.max(label, 0);
  const isTruncated = wanted.has("truncation") && model.truncation !== "none";
  setTruncation(isTruncated ? Number(wanted.get("truncation")) : null);
}

function setTruncation(value) {
  byId("truncation").dataset.off = value === null;
  if (value !== null) {
    byId("truncation").value = value;
  }
  byId("truncation-value").textContent = value === null ? "none" : value.toFixed(2);
}

function truncation() {
  return byId("truncation").dataset.off === "true" ? null : Number(byId("truncation").value);
}

function label() {
  return Number(byId("label").value || 0);
}

function whole(id) {
  return Math.trunc(Number(byId(id).value)) | 0;
}

function buildSliders() {
  for (let i = 0; i < Math.min(sliderCount, model.latentSize); i++) {
    const row = document.createElement("label");
    row.className = "wide";
    row.innerHTML = `z${i + 1} <output></output><input type="range" min="-3" max="3" step="0.01">`;
    const slider = row.querySelector("input");
    slider.addEventListener("input", () => {
      edited.set(i, Number(slider.value));
      showPicture();
    });
    byId("sliders").append(row);
  }
}

function buildPictures(place, count) {
  for (let i = 0; i < count; i++) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(document.createElement("canvas"), document.createElement("span"));
    place.append(button);
  }
}

function listen() {
  const newSeed = () => {
    edited = new Map();
    showPicture();
  };
  byId("seed").addEventListener("input", newSeed);
  byId("new").addEventListener("click", () => choose(Math.floor(Math.random() * 1e6)));
  byId("reset").addEventListener("click", newSeed);
  byId("label").addEventListener("change", showAll);
  byId("truncation").addEventListener("input", () => {
    setTruncation(Number(byId("truncation").value));
    showAll();
  });
  byId("truncation-off").addEventListener("click", () => {
    setTruncation(null);
    showAll();
  });
  for (const id of ["from", "to"]) {
    byId(id).addEventListener("input", showStrip);
  }
  byId("position").addEventListener("input", showPosition);
  byId("play").addEventListener("click", play);
  byId("next").addEventListener("click", () => {
    firstOfGallery += galleryCount;
    showGallery();
  });
  window.addEventListener("hashchange", () => {
    readAddress();
    edited = new Map();
    showAll();
  });
  [...byId("gallery").children].forEach((button, i) =>
    button.addEventListener("click", () => choose(firstOfGallery + i)));
  [...byId("strip").children].forEach((button, i) => button.addEventListener("click", () => {
    byId("position").value = i / (stripCount - 1);
    showPosition();
  }));
}

function choose(seed) {
  byId("seed").value = seed;
  edited = new Map();
  showPicture();
}

async function showAll() {
  await showPicture();
  if (hasLatents) {
    await showStrip();
  }
  if (generator !== null) {
    await showGallery();
  }
}

async function showPicture() {
  const seed = whole("seed");
  const address = new URLSearchParams({ seed });
  if (model.classes.length > 0) {
    address.set("label", model.classes[label()]);
  }
  if (truncation() !== null) {
    address.set("truncation", truncation());
  }
  byId("server").href = `images?${address}`;
  history.replaceState(null, "", `#${address}`);
  if (generator === null) {
    await drawServer(byId("picture"), byId("server").href);
  } else {
    const input = generator.input(seed, 0, truncation());
    if (hasLatents) {
      edited.forEach((value, i) => { input.latent[i] = value; });
      showSliders(input.latent);
    }
    draw(byId("picture"), (await generator.run([input], label(), truncation()))[0]);
  }
  byId("picture").dataset.shown = address;
  caption(edited.size > 0 ? `Seed ${seed}, changed by hand` : `Seed ${seed}`);
  for (const button of byId("gallery").children) {
    button.setAttribute("aria-current", button.dataset.seed === String(seed) && edited.size === 0);
  }
}

function showSliders(latent) {
  [...byId("sliders").children].forEach((row, i) => {
    row.querySelector("input").value = latent[i];
    row.querySelector("output").textContent = latent[i].toFixed(2);
  });
}

function onPath(t) {
  const from = generator.input(whole("from"), 0, truncation());
  const to = generator.input(whole("to"), 0, truncation());
  return { ...from, latent: between(from.latent, to.latent, t) };
}

async function showStrip() {
  const places = Array.from({ length: stripCount }, (_, i) => i / (stripCount - 1));
  const pictures = await generator.run(places.map(onPath), label(), truncation());
  [...byId("strip").children].forEach((button, i) => show(button, pictures[i], places[i].toFixed(2)));
}

async function showPosition() {
  const t = Number(byId("position").value);
  byId("position-value").textContent = t.toFixed(2);
  const [picture] = await generator.run([onPath(t)], label(), truncation());
  draw(byId("picture"), picture);
  byId("picture").dataset.shown = `between ${whole("from")} and ${whole("to")} at ${t}`;
  caption(`Between seed ${whole("from")} and seed ${whole("to")}, at ${t.toFixed(2)}`);
}

function play() {
  cancelAnimationFrame(playing);
  const isOn = byId("play").getAttribute("aria-pressed") !== "true";
  byId("play").setAttribute("aria-pressed", isOn);
  byId("play").textContent = isOn ? "Stop" : "Play";
  const start = performance.now();
  const frame = async (now) => {
    if (byId("play").getAttribute("aria-pressed") !== "true") {
      return;
    }
    byId("position").value = 0.5 - Math.cos((now - start) / 1500) / 2;
    await showPosition();
    playing = requestAnimationFrame(frame);
  };
  if (isOn) {
    playing = requestAnimationFrame(frame);
  }
}

async function showGallery() {
  const seeds = Array.from({ length: galleryCount }, (_, i) => firstOfGallery + i);
  const inputs = seeds.map((seed) => generator.input(seed, 0, truncation()));
  const pictures = await generator.run(inputs, label(), truncation());
  [...byId("gallery").children].forEach((button, i) => {
    button.dataset.seed = seeds[i];
    show(button, pictures[i], `${seeds[i]}`);
    button.setAttribute("aria-label", `Seed ${seeds[i]}`);
    button.setAttribute("aria-current", seeds[i] === whole("seed") && edited.size === 0);
  });
}

function show(button, picture, text) {
  draw(button.querySelector("canvas"), picture);
  button.querySelector("span").textContent = text;
}

function draw(canvas, picture) {
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

async function drawServer(canvas, address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d").drawImage(image, 0, 0);
}

function caption(text) {
  const name = model.classes.length > 0 ? `${text}, label ${model.classes[label()]}` : text;
  byId("caption").textContent = name;
  byId("picture").setAttribute("aria-label", `Generated picture: ${name}`);
}
