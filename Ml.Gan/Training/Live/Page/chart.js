"use strict";

/** Numbers as people read them: four digits, an exponent where they are far from 1. */
function shortNumber(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return value.toExponential(2).replace("e+", "e");
  return String(Number(value.toPrecision(4)));
}

/** Round numbers within a range, about as many as asked for. */
function ticksBetween(low, high, count) {
  const rough = (high - low) / count;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const unit = power * ([1, 2, 5, 10].find(factor => power * factor >= rough) || 10);
  const ticks = [];
  for (let i = Math.ceil(low / unit); i * unit <= high + unit * 1e-9; i++) ticks.push(i * unit);
  return ticks;
}

/** Chart of some series over steps, drawn on a canvas, with a legend that shows and hides them. */
class Chart {
  static margin = { left: 52, right: 10, top: 8, bottom: 22 };

  constructor(title, canBeLogarithmic) {
    this.series = [];
    this.isLogarithmic = false;
    this.hovered = null;
    this.element = document.createElement("section");
    this.element.className = "chart card";
    const head = document.createElement("div");
    head.className = "chart-head";
    const heading = document.createElement("h2");
    heading.textContent = title;
    head.append(heading);
    if (canBeLogarithmic) head.append(this.logarithmButton());
    this.canvas = document.createElement("canvas");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "img");
    this.legend = document.createElement("ul");
    this.legend.className = "legend";
    this.title = title;
    this.element.append(head, this.canvas, this.legend);
    this.canvas.addEventListener("pointermove", event => this.hover(event.offsetX));
    this.canvas.addEventListener("pointerleave", () => this.hover(null));
    this.canvas.addEventListener("blur", () => this.hover(null));
    this.canvas.addEventListener("keydown", event => this.moveByKey(event));
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  logarithmButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "log scale";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      this.isLogarithmic = !this.isLogarithmic;
      button.setAttribute("aria-pressed", String(this.isLogarithmic));
      this.draw();
    });
    return button;
  }

  add(name, title) {
    const color = `--series-${this.series.length % 8}`;
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    line.setAttribute("width", "14");
    line.setAttribute("height", "4");
    svg.append(line);
    svg.setAttribute("aria-hidden", "true");
    const text = document.createElement("span");
    button.append(svg, text);
    item.append(button);
    this.legend.append(item);
    const series = { name, title, color, points: [], isShown: true, text, line };
    button.addEventListener("click", () => {
      series.isShown = !series.isShown;
      button.setAttribute("aria-pressed", String(series.isShown));
      this.draw();
    });
    this.series.push(series);
    return series;
  }

  /** Place of a pointer or null; the nearest step is shown. */
  hover(x) {
    this.hovered = x === null || !this.scale ? null : this.scale.stepAt(x);
    this.draw();
  }

  moveByKey(event) {
    const direction = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!direction || !this.scale) return;
    event.preventDefault();
    const steps = [...new Set(this.visible().flatMap(one => one.points.map(point => point[0])))].sort((a, b) => a - b);
    if (!steps.length) return;
    const nearest = this.hovered === null ? steps.length - 1
      : steps.reduce((best, step, i) => Math.abs(step - this.hovered) < Math.abs(steps[best] - this.hovered) ? i : best, 0);
    this.hovered = steps[Math.max(0, Math.min(steps.length - 1, nearest + direction))];
    this.draw();
  }

  visible() {
    return this.series.filter(one => one.isShown && one.points.length);
  }

  /** Where steps and values are on the canvas; null where there is nothing to show. */
  layOut(width, height) {
    const shown = this.visible();
    const usable = value => Number.isFinite(value) && (!this.isLogarithmic || value > 0);
    let low = Infinity, high = -Infinity, first = Infinity, last = -Infinity;
    for (const { points } of shown) {
      for (const [step, value] of points) {
        if (!usable(value)) continue;
        low = Math.min(low, value); high = Math.max(high, value);
        first = Math.min(first, step); last = Math.max(last, step);
      }
    }
    if (low > high) return null;
    const of = this.isLogarithmic ? Math.log10 : value => value;
    let [bottom, top] = [of(low), of(high)];
    const space = top > bottom ? (top - bottom) * 0.06 : Math.max(Math.abs(top) * 0.1, 1e-6);
    [bottom, top] = [bottom - space, top + space];
    if (last === first) [first, last] = [first - 1, last + 1];
    const { left, right, top: above, bottom: below } = Chart.margin;
    const x = step => left + (step - first) / (last - first) * (width - left - right);
    const y = value => above + (top - of(value)) / (top - bottom) * (height - above - below);
    const stepAt = place => first + (place - left) / (width - left - right) * (last - first);
    return { x, y, stepAt, usable, bottom, top, first, last };
  }

  draw() {
    const width = this.canvas.clientWidth, height = this.canvas.clientHeight;
    if (!width || !height) return;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    const context = this.canvas.getContext("2d");
    context.scale(ratio, ratio);
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue(name).trim();
    context.font = "12px system-ui, sans-serif";
    this.scale = this.layOut(width, height);
    this.writeLegend(color);
    if (!this.scale) {
      context.fillStyle = color("--soft");
      context.fillText(this.isLogarithmic ? "No value above 0." : "No values.", Chart.margin.left, height / 2);
      return;
    }
    this.drawAxes(context, color, width, height);
    context.save();
    context.beginPath();
    context.rect(Chart.margin.left, 0, width - Chart.margin.left, height - Chart.margin.bottom);
    context.clip();
    for (const one of this.visible()) this.drawSeries(context, color, one);
    context.restore();
  }

  drawAxes(context, color, width, height) {
    const { left, right, bottom } = Chart.margin, scale = this.scale;
    let values = ticksBetween(scale.bottom, scale.top, 5).map(value => [value, value]);
    if (this.isLogarithmic) {
      const powers = values.filter(([value]) => Number.isInteger(Math.round(value * 1e6) / 1e6));
      values = (powers.length > 1 ? powers : values).map(([value]) => [Math.pow(10, value), value]);
    }
    context.lineWidth = 1;
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const [value] of values) {
      const y = Math.round(scale.y(value)) + 0.5;
      context.strokeStyle = color("--grid");
      context.beginPath(); context.moveTo(left, y); context.lineTo(width - right, y); context.stroke();
      context.fillStyle = color("--soft");
      context.fillText(shortNumber(Number(value.toPrecision(3))), left - 6, y);
    }
    context.textBaseline = "alphabetic";
    context.textAlign = "center";
    for (const step of ticksBetween(scale.first, scale.last, Math.max(2, width / 110))) {
      if (!Number.isInteger(step)) continue;
      const x = scale.x(step), text = step.toLocaleString("en-US");
      const half = context.measureText(text).width / 2;
      context.fillText(text, Math.min(Math.max(x, left + half), width - half), height - bottom + 16);
    }
    if (this.hovered !== null) {
      const x = Math.round(scale.x(this.hovered)) + 0.5;
      context.strokeStyle = color("--soft");
      context.setLineDash([3, 3]);
      context.beginPath(); context.moveTo(x, 0); context.lineTo(x, height - bottom); context.stroke();
      context.setLineDash([]);
    }
  }

  drawSeries(context, color, one) {
    const scale = this.scale;
    context.strokeStyle = context.fillStyle = color(one.color);
    context.lineWidth = 1.6;
    context.lineJoin = "round";
    context.beginPath();
    let isDown = false;
    for (const [step, value] of one.points) {
      if (!scale.usable(value)) { isDown = false; continue; }
      context[isDown ? "lineTo" : "moveTo"](scale.x(step), scale.y(value));
      isDown = true;
    }
    context.stroke();
    const point = this.pointOf(one);
    if (point && scale.usable(point[1]) && (this.hovered !== null || one.points.length < 40)) {
      const marked = this.hovered !== null ? [point] : one.points.filter(([, value]) => scale.usable(value));
      for (const [step, value] of marked) {
        context.beginPath(); context.arc(scale.x(step), scale.y(value), 2.8, 0, 2 * Math.PI); context.fill();
      }
    }
  }

  /** The point at the hovered step, else the last one. */
  pointOf(one) {
    if (this.hovered === null) return one.points[one.points.length - 1];
    return one.points.reduce((best, point) =>
      !best || Math.abs(point[0] - this.hovered) < Math.abs(best[0] - this.hovered) ? point : best, null);
  }

  writeLegend(color) {
    const texts = [];
    for (const one of this.series) {
      const point = this.pointOf(one);
      const at = this.hovered !== null && point ? ` (step ${point[0].toLocaleString("en-US")})` : "";
      one.text.textContent = `${one.title} ${point ? shortNumber(point[1]) : "–"}${at}`;
      one.line.setAttribute("fill", color(one.color));
      texts.push(one.text.textContent);
    }
    this.canvas.setAttribute("aria-label", `${this.title}: ${texts.join(", ")}`);
  }
}
