(() => {
  const token = new URLSearchParams(location.search).get("token") || "";
  const interval = 1000;
  const mostPoints = 4000;
  const groups = {
    losses: ["Losses", true], scores: ["D(x) and D(G(z))", false], terms: ["Parts of the losses", true],
    rates: ["Learning rates", true],
  };
  const find = id => document.getElementById(id);
  const charts = new Map();
  const series = new Map();
  const tables = { metrics: "", measures: "" };
  const pictures = new Map();
  let samples = [];
  let isFollowing = true;
  let isEnded = false;
  let lostSince = null;
  let shownPicture = null;
  let checkpoint = null;
  let isSaving = false;

  const fetchWithToken = (path, options = {}) => fetch(path, {
    ...options, headers: { "X-Mlgan-Token": token }, cache: "no-store", credentials: "omit",
    signal: AbortSignal.timeout(10000),
  });

  function timeText(seconds) {
    if (seconds === null || !Number.isFinite(seconds)) return "–";
    const whole = Math.max(0, Math.round(seconds));
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const two = number => String(number).padStart(2, "0");
    return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  }

  function chartOf(column) {
    const shared = groups[column.group];
    const key = shared ? column.group : column.name.replace(/_of_real_samples$/, "");
    if (!charts.has(key)) {
      const chart = shared ? new Chart(shared[0], shared[1]) : new Chart(column.title, true);
      charts.set(key, chart);
      arrange();
    }
    return charts.get(key);
  }

  /** What a score is of, before the name that metrics.jsonl has for it. */
  function titleOf(column) {
    if (column.group !== "scores") return column.title;
    return `${column.name.startsWith("d_real") ? "D(x)" : "D(G(z))"} · ${column.title}`;
  }

  const hasChanged = one => one.points.some(point => point[1] !== one.points[0][1]);

  /** Charts in an order that stays, whichever came first. */
  function arrange() {
    const order = ["losses", "scores"];
    const place = key => order.includes(key) ? order.indexOf(key) : key === "rates" ? 4 : key === "terms" ? 3 : 2;
    const sorted = [...charts.entries()].sort(([a], [b]) => place(a) - place(b));
    find("charts").replaceChildren(...sorted.map(([, chart]) => chart.element));
    find("empty").hidden = sorted.length > 0;
  }

  function take(kind, table) {
    tables[kind] = table.cursor;
    const changed = new Set();
    if (table.reset) {
      for (const one of series.values()) if (one.kind === kind) { one.points.length = 0; changed.add(one.chart); }
    }
    table.columns.forEach((column, index) => {
      const values = table.rows.map(row => [row[0], row[index + 1]]).filter(([, value]) => value !== null);
      if (!values.length) return;
      let one = series.get(column.name);
      if (!one) {
        const chart = chartOf(column);
        one = chart.add(column.name, titleOf(column));
        one.chart = chart;
        one.kind = kind;
        series.set(column.name, one);
      }
      one.points.push(...values);
      if (one.points.length > mostPoints) one.points = one.points.filter((_, i) => i % 2 === 0);
      changed.add(one.chart);
    });
    if (charts.has("rates")) charts.get("rates").element.hidden = !charts.get("rates").series.some(hasChanged);
    for (const chart of changed) chart.draw();
  }

  function showStatus(status) {
    find("title").textContent = status.title;
    document.title = `${status.step}/${status.steps} · ${status.title}`;
    const state = find("state");
    isEnded = status.phase === "ended";
    state.classList.toggle("bad", status.outcome === "failed");
    state.textContent = status.message;
    find("progress").max = Math.max(1, status.steps);
    find("progress").value = status.step;
    const facts = [
      ["Step", status.steps ? `${status.step.toLocaleString("en-US")} of ${status.steps.toLocaleString("en-US")}` : "–"],
      ...status.stages > 1 ? [["Stage", `${status.stage} of ${status.stages}`]] : [],
      ["Speed", status.stepsPerSecond === null ? "–" : status.stepsPerSecond < 1
        ? `${shortNumber(1 / status.stepsPerSecond)} s/step` : `${shortNumber(status.stepsPerSecond)} steps/s`],
      ["Images", status.imagesPerSecond === null ? "–" : `${Math.round(status.imagesPerSecond).toLocaleString("en-US")}/s`],
      ["Elapsed", timeText(status.elapsed)],
      ["Left", isEnded ? "–" : timeText(status.left)],
      ...status.checkpoint === null ? [] : [["Checkpoint", `step ${status.checkpoint.toLocaleString("en-US")}`]],
    ];
    find("facts").replaceChildren(...facts.map(([name, value]) => {
      const box = document.createElement("div");
      const term = document.createElement("dt"), text = document.createElement("dd");
      term.textContent = name;
      text.textContent = value;
      box.append(term, text);
      return box;
    }));
    find("stop").disabled = isEnded || status.stopAsked;
    find("save").disabled = isEnded || !status.canSave || status.saveAsked;
    find("save").title = status.canSave || isEnded || status.phase === "waiting" ? "" : "This training writes no checkpoints.";
    if (isSaving && status.checkpoint !== checkpoint) {
      isSaving = false;
      say(`The checkpoint of step ${status.checkpoint.toLocaleString("en-US")} is written.`);
    }
    checkpoint = status.checkpoint;
  }

  function say(text) {
    find("note").hidden = !text;
    find("note").textContent = text;
  }

  function showWarnings(warnings) {
    find("warnings").hidden = warnings.length === 0;
    const list = find("warning-list");
    if (list.childElementCount === warnings.length) return;
    list.replaceChildren(...warnings.map(warning => {
      const item = document.createElement("li");
      item.textContent = warning;
      return item;
    }));
  }

  async function showSamples(list) {
    const isNew = list.length !== samples.length || list.at(-1)?.id !== samples.at(-1)?.id;
    samples = list;
    find("samples").hidden = samples.length === 0;
    document.querySelector("main").classList.toggle("with-samples", samples.length > 0);
    if (!samples.length) return;
    const ids = new Set(samples.map(one => one.id));
    for (const [id, kept] of pictures) if (!ids.has(id)) { URL.revokeObjectURL(kept.address); pictures.delete(id); }
    const slider = find("moment");
    slider.max = samples.length - 1;
    if (isFollowing) slider.value = samples.length - 1;
    else if (isNew) slider.value = Math.max(0, samples.findIndex(one => one.id === shownPicture));
    await showMoment();
    for (const one of samples) if (!pictures.has(one.id)) await load(one);
  }

  async function load(sample) {
    const picture = await fetchWithToken(`/samples/${sample.id}.png`);
    if (!picture.ok) return;
    const address = URL.createObjectURL(await picture.blob());
    const text = sample.hasText ? await (await fetchWithToken(`/samples/${sample.id}.txt`)).text() : null;
    pictures.set(sample.id, { address, text });
  }

  async function showMoment() {
    const sample = samples[Number(find("moment").value)];
    if (!sample) return;
    if (!pictures.has(sample.id)) await load(sample);
    const kept = pictures.get(sample.id);
    if (!kept) return;
    if (shownPicture !== sample.id) {
      find("picture").src = kept.address;
      find("picture").alt = `Grid of samples after step ${sample.step}`;
    }
    shownPicture = sample.id;
    find("captions").hidden = kept.text === null;
    find("captions").textContent = kept.text ?? "";
    find("moment-step").textContent = sample.step.toLocaleString("en-US");
    find("moment").setAttribute("aria-valuetext", `step ${sample.step}`);
    find("newest").setAttribute("aria-pressed", String(isFollowing));
  }

  async function press(path, message) {
    try {
      const answer = await fetchWithToken(path, { method: "POST" });
      say(answer.ok ? message : `The program refused it: ${await answer.text()}`);
    } catch {
      say("The program doesn't answer.");
    }
  }

  async function poll() {
    try {
      const query = new URLSearchParams({ metrics: tables.metrics, measures: tables.measures });
      const answer = await fetchWithToken(`/state?${query}`);
      if (!answer.ok) throw new Error(await answer.text());
      const state = await answer.json();
      lostSince = null;
      showStatus(state.status);
      take("metrics", state.metrics);
      take("measures", state.measures);
      showWarnings(state.warnings);
      await showSamples(state.samples);
    } catch {
      lostSince ??= Date.now();
      find("stop").disabled = find("save").disabled = true;
      if (!isEnded) find("state").textContent = "The program no longer answers. What it told last stays on this page.";
      else if (!find("state").textContent.endsWith("The program has ended.")) find("state").textContent += " The program has ended.";
    }
    const isLost = lostSince !== null && Date.now() - lostSince > 15000;
    setTimeout(poll, isLost ? 10 * interval : interval);
  }

  find("moment").addEventListener("input", () => {
    isFollowing = Number(find("moment").value) === samples.length - 1;
    showMoment().catch(() => {});
  });
  find("newest").addEventListener("click", () => {
    isFollowing = true;
    find("moment").value = samples.length - 1;
    showMoment().catch(() => {});
  });
  find("stop").addEventListener("click", () => {
    find("stop").disabled = true;
    press("/stop", "Stopping: the step in progress is finished first, then what was learned is saved.");
  });
  find("save").addEventListener("click", () => {
    find("save").disabled = true;
    isSaving = true;
    press("/checkpoint", "A checkpoint is written when the step in progress is done.");
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach(chart => chart.draw()));
  poll();
})();
