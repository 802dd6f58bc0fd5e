for (const player of document.querySelectorAll('.player')) {
  const frames = [...player.querySelectorAll('.frame')];
  const controls = player.querySelector('.controls');
  const button = controls.querySelector('button');
  const slider = controls.querySelector('input');
  const label = controls.querySelector('output');
  const last = frames.length - 1;
  let current = last;
  let timer = 0;

  const show = index => {
    frames[current].classList.remove('current');
    frames[index].classList.add('current');
    current = index;
    slider.value = index;
    label.textContent = frames[index].dataset.label;
    slider.setAttribute('aria-valuetext', label.textContent);
  };
  const pause = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = 'Play';
  };
  const play = () => {
    button.textContent = 'Pause';
    if (current === last) show(0);
    timer = setInterval(() => current === last ? pause() : show(current + 1), Math.max(60, Math.min(500, 8000 / frames.length)));
  };

  slider.max = last;
  show(last);
  controls.hidden = false;
  button.addEventListener('click', () => timer ? pause() : play());
  slider.addEventListener('input', () => { pause(); show(Number(slider.value)); });
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    new IntersectionObserver((entries, observer) => {
      if (entries.some(entry => entry.isIntersecting)) {
        observer.disconnect();
        if (!timer) play();
      }
    }, { threshold: 0.5 }).observe(player);
  }
}
