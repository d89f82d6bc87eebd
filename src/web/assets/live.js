// Keeps the progress of initiatives on a page up to date. The page says the same without it when it is loaded anew; if
// the server has no place for it, nothing happens.
const stream = document.currentScript.dataset.stream;
const bars = (number) => document.querySelectorAll(`[data-live="${number}"]`);
const over = new Set();
const waiting = new Map();
let source, voice, last = 0;

// What changed is said aloud on pages about one initiative only, and no more often than every ten seconds.
function say(words) {
  if (document.querySelectorAll('[data-live]').length > 1) return;
  waiting.set('words', words);
  if (waiting.has('timer')) return;
  const speak = () => {
    waiting.delete('timer');
    last = Date.now();
    voice.textContent = waiting.get('words');
  };
  waiting.set('timer', setTimeout(speak, Math.max(0, last + 10000 - Date.now())));
}

function show({ number, percent, money, rest, over: isOver }) {
  for (const bar of bars(number)) {
    const progress = bar.querySelector('progress');
    const strong = bar.querySelector('strong');
    const isNew = strong.textContent !== money;
    progress.value = percent;
    progress.setAttribute('aria-label', money);
    strong.textContent = money;
    bar.querySelector('.wk-progress__rest').textContent = rest;
    if (isNew) say(`${money}. ${rest}`);
  }
  if (isOver) over.add(String(number));
  const all = [...document.querySelectorAll('[data-live]')];
  if (all.every((bar) => over.has(bar.dataset.live))) leave();
}

function leave() {
  source?.close();
  source = undefined;
}

// Browsers have few connections to one host: a page that nobody sees needs none.
function listen() {
  if (document.hidden) return leave();
  if (source) return;
  source = new EventSource(stream);
  source.onmessage = (event) => show(JSON.parse(event.data));
}

voice = document.createElement('p');
voice.className = 'wk-hidden';
voice.setAttribute('aria-live', 'polite');
document.querySelector('main').append(voice);
document.addEventListener('visibilitychange', listen);
listen();
