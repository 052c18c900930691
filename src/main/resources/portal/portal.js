// The little that a page does by itself; htmx does the rest. No state but the colour scheme is kept.
'use strict';
(() => {
  const SCHEME = 'scheme';
  const root = document.documentElement;

  // Before anything is painted: this file is read in the head.
  const applyScheme = scheme => {
    if (scheme) root.dataset.scheme = scheme; else delete root.dataset.scheme;
  };
  applyScheme(localStorage.getItem(SCHEME));

  // --- Colours
  document.addEventListener('change', event => {
    if (!event.target.matches('[data-scheme]')) return;
    const scheme = event.target.value;
    if (scheme) localStorage.setItem(SCHEME, scheme); else localStorage.removeItem(SCHEME);
    applyScheme(scheme);
  });

  // --- What a new piece of the page needs
  const prepare = part => {
    // Operators compare times with logs and events; everybody else with their watch.
    const utc = document.body.dataset.times === 'utc';
    for (const time of part.querySelectorAll('time[datetime]')) {
      const when = new Date(time.dateTime);
      const local = when.toLocaleString(undefined, {dateStyle: 'long', timeStyle: 'short'});
      time.title = utc ? local : time.dateTime;
      time.textContent = utc ? when.toISOString().slice(0, 19).replace('T', ' ') + ' UTC' : local;
    }
    for (const shown of part.querySelectorAll('[data-shown-for]')) conceal(shown);
  };

  // --- A revealed key goes away by itself: <... data-shown-for="30"> with a <progress> in it
  const conceal = shown => {
    const seconds = Number(shown.dataset.shownFor);
    const end = Date.now() + seconds * 1000;
    const bar = shown.querySelector('progress');
    const tick = setInterval(() => {
      const left = Math.max(0, end - Date.now());
      if (bar) bar.value = left / 1000;
      if (!shown.isConnected) clearInterval(tick);
      else if (left === 0) {
        clearInterval(tick);
        hide(shown);
      }
    }, 250);
  };
  const hide = shown => {
    const focused = shown.contains(document.activeElement);
    const masked = shown.dataset.hideWith && document.querySelector(shown.dataset.hideWith);
    const place = shown.parentElement;
    const next = shown.dataset.focusAfter && document.querySelector(shown.dataset.focusAfter);
    if (masked) {
      place.replaceChildren(masked.content.cloneNode(true));
      htmx.process(place);
    } else shown.remove();
    if (focused) (next || place.querySelector('button'))?.focus();
  };
  // What the browser keeps of a page that was left must have no digits.
  addEventListener('pagehide', () => document.querySelectorAll('[data-shown-for]').forEach(hide));

  // --- Copy, open and close a dialog
  const say = text => {
    const said = document.getElementById('said');
    // The same once more is news only if it differs.
    said.textContent = said.textContent === text ? text + '\u00a0' : text;
  };
  const labels = new WeakMap();
  const relabel = (button, text) => {
    const {label, timer} = labels.get(button) || {label: button.textContent};
    clearTimeout(timer);
    button.textContent = text;
    labels.set(button, {label, timer: setTimeout(() => {
      button.textContent = label;
      labels.delete(button);
    }, 2000)});
  };
  document.addEventListener('click', async event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.copy) {
      const source = document.querySelector(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        relabel(button, 'Copied');
        say('Copied');
      } catch {
        getSelection().selectAllChildren(source);
        relabel(button, 'Press Ctrl+C');
        say('Your browser does not let us copy. The text is selected: press Control and C.');
      }
    }
    if (button.dataset.open) document.querySelector(button.dataset.open).showModal();
    if ('hide' in button.dataset) hide(button.closest('[data-shown-for]'));
    if ('close' in button.dataset) button.closest('dialog').close();
    if ('dismiss' in button.dataset) button.closest('.notice').remove();
  });

  // --- Errors of partial updates: the page stays, a notice says what happened
  const notice = content => {
    const box = document.createElement('div');
    box.className = 'notice bad';
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'quiet';
    close.dataset.dismiss = '';
    close.textContent = 'Close';
    box.append(content, close);
    if (document.getElementById('notices').textContent === box.textContent) return;
    document.getElementById('notices').replaceChildren(box);
  };
  const sentence = text => {
    const line = document.createElement('p');
    line.textContent = text;
    return line;
  };
  // What a page asks by itself, every second perhaps, takes no notice away, and tells a fault once.
  const polls = asker => asker.matches('[data-poll]');
  // With it an ended session is answered by 499 instead of a way to the issuer, which a script cannot go.
  document.addEventListener('htmx:configRequest', event => { event.detail.headers['X-Requested-With'] = 'JavaScript'; });
  document.addEventListener('htmx:beforeRequest', event => {
    if (!polls(event.detail.elt)) document.getElementById('notices').replaceChildren();
  });
  document.addEventListener('htmx:afterRequest', event => {
    const dialog = event.detail.elt.closest('dialog[open]');
    if (dialog) dialog.close();
    // A button that was off while it was asked has lost the focus.
    const asker = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (asker && asker.isConnected && !polls(asker) && nobody()) asker.focus();
  });
  document.addEventListener('htmx:responseError', event => {
    const answer = event.detail.xhr;
    if (answer.status === 499 || answer.status === 401) {
      if (polls(event.detail.elt)) notice(sentence('Your sign-in has ended. Reload the page to sign in again.'));
      else location.reload();
      return;
    }
    const problem = new DOMParser().parseFromString(answer.responseText, 'text/html').getElementById('problem');
    if (!problem) {
      notice(sentence('Something went wrong on our side. Try again in a moment; if it goes on, tell your IT support.'));
      return;
    }
    const title = problem.querySelector('h1');
    if (title) {
      const smaller = document.createElement('h2');
      smaller.textContent = title.textContent;
      title.replaceWith(smaller);
    }
    notice(document.adoptNode(problem));
  });
  document.addEventListener('htmx:sendError', () => notice(sentence('We cannot be reached. Check your network connection and try again.')));

  document.addEventListener('DOMContentLoaded', () => {
    for (const choice of document.querySelectorAll('select[data-scheme]')) choice.value = localStorage.getItem(SCHEME) || '';
    prepare(document);
  });
  document.addEventListener('htmx:afterSwap', event => {
    const part = event.detail.elt;
    prepare(part);
    const news = part.matches('[data-announce]') ? part : part.querySelector('[data-announce]');
    if (news) say(news.textContent);
  });

  // --- Focus stays near when what had it is replaced, and what somebody works in is not
  const nobody = () => !document.activeElement || document.activeElement === document.body;
  const TYPED = 'input:not([type=radio], [type=checkbox], [type=hidden]), textarea, [role=region]';
  const isWorkedIn = part =>
    part.querySelector('dialog[open]') || (part.contains(document.activeElement) && document.activeElement.matches(TYPED));
  let places = [];
  let grown = null;
  document.addEventListener('htmx:beforeSwap', event => {
    const {target, requestConfig: {elt: asker}} = event.detail;
    if (!event.detail.shouldSwap) return;
    if (polls(asker) && isWorkedIn(target)) {
      event.detail.shouldSwap = false;
      return;
    }
    if (asker.dataset.more) {
      grown = {last: target.previousElementSibling, what: asker.dataset.more};
      return;
    }
    if (polls(asker) && !target.contains(document.activeElement)) return;
    places = [];
    for (let place = target; place && place.id !== 'main'; place = place.parentElement) if (place.id) places.push(place.id);
  });
  // "Show older": on with the first of those that came.
  const goOn = ({last, what}) => {
    const rows = [];
    for (let row = last.nextElementSibling; row; row = row.nextElementSibling) if (!row.matches('.more')) rows.push(row);
    const first = rows[0] || last;
    first.tabIndex = -1;
    first.focus();
    say(rows.length + ' more ' + what);
  };
  document.addEventListener('htmx:afterSettle', () => {
    if (grown) goOn(grown);
    grown = null;
    const place = nobody() && places.map(id => document.getElementById(id)).find(found => found);
    places = [];
    if (!place) return;
    const wanted = place.querySelector('[data-focus]') || place;
    if (wanted === place) place.tabIndex = -1;
    wanted.focus({preventScroll: true});
  });
})();
