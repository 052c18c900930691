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
    for (const time of part.querySelectorAll('time[datetime]')) {
      const when = new Date(time.dateTime);
      time.title = time.dateTime;
      time.textContent = when.toLocaleString(undefined, {dateStyle: 'long', timeStyle: 'short'});
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
    if (!masked) {
      shown.remove();
      return;
    }
    place.replaceChildren(masked.content.cloneNode(true));
    htmx.process(place);
    if (focused) place.querySelector('button').focus();
  };
  // What the browser keeps of a page that was left must have no digits.
  addEventListener('pagehide', () => document.querySelectorAll('[data-shown-for]').forEach(one => one.remove()));

  // --- Copy, open and close a dialog
  const say = text => { document.getElementById('said').textContent = text; };
  document.addEventListener('click', async event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.copy) {
      const source = document.querySelector(button.dataset.copy);
      const label = button.textContent;
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        button.textContent = 'Copied';
        say('Copied');
      } catch {
        getSelection().selectAllChildren(source);
        button.textContent = 'Press Ctrl+C';
        say('Your browser does not let us copy. The text is selected: press Control and C.');
      }
      setTimeout(() => { button.textContent = label; }, 2000);
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
  const polls = event => event.detail.elt.matches('[data-poll]');
  document.addEventListener('htmx:beforeRequest', event => {
    if (!polls(event)) document.getElementById('notices').replaceChildren();
  });
  document.addEventListener('htmx:afterRequest', event => {
    const dialog = event.detail.elt.closest('dialog[open]');
    if (dialog) dialog.close();
  });
  document.addEventListener('htmx:responseError', event => {
    const answer = event.detail.xhr;
    if (answer.status === 499 || answer.status === 401) {
      location.reload();
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
    const news = part.querySelector('[data-announce]');
    if (news) say(news.textContent);
    // The button that was pressed is gone with the part it was in.
    const pressed = event.detail.requestConfig && event.detail.requestConfig.verb === 'post';
    if (pressed && (document.activeElement === document.body || !document.activeElement)) {
      const first = part.querySelector('button');
      if (first) first.focus();
    }
  });
})();
