// The console: the pipeline every two seconds, its charts, and a question before what cannot be undone.
'use strict';
(() => {
  const EVERY = 2000;
  const PATIENCE = 10000;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const $ = (selector, within = document) => within.querySelector(selector);
  const put = (part, text) => { if (part && part.textContent !== text) part.textContent = text; };
  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const clock = seconds => new Date(seconds * 1000).toISOString().slice(11, 19) + ' UTC';

  // --- Charts: small, in the colours of the style sheet, read by the pointer
  const COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4'];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = new Map();
  const names = box => box.dataset.chart.split(' ');
  const dataOf = (box, history) => [history.at, ...names(box).map(name => history.lines[name])];
  const number = value => value == null ? '–' : value >= 10 ? Math.round(value).toLocaleString() : String(Math.round(value * 10) / 10);
  const peak = data => Math.max(0, ...data.slice(1).flat().filter(value => value != null));
  const text = (box, value) => box.dataset.unit === '%' ? (value == null ? '–' : Math.round(value * 100) + ' %')
    : number(value) + (box.dataset.unit ? ' ' + box.dataset.unit : '');
  const rest = (box, data) => put(box.nextElementSibling, 'peak ' + text(box, peak(data)));
  const draw = (box, data) => {
    const reading = box.nextElementSibling;
    const options = {
      width: Math.max(60, box.clientWidth),
      height: Math.max(40, box.clientHeight),
      legend: {show: false},
      cursor: {x: true, y: false, points: {size: 5}, drag: {x: false, y: false}},
      axes: [{show: false}, {show: false}],
      padding: [4, 2, 2, 2],
      scales: {x: {time: true}, y: {range: (_, low, high) => [0, Math.max(1, high || 0) * 1.08]}},
      series: [{}, ...names(box).map((_, i) => ({
        stroke: () => colour(COLOURS[i]),
        fill: i ? undefined : () => colour(COLOURS[i]) + '22',
        width: 1.6,
        dash: i ? [5, 3] : undefined,
        points: {show: false},
      }))],
      hooks: {
        setCursor: [plot => {
          const at = plot.cursor.idx;
          if (at == null) rest(box, plot.data);
          else put(reading, clock(plot.data[0][at]) + ' · ' + plot.data.slice(1).map(line => text(box, line[at])).join(' / '));
        }],
      },
    };
    charts.set(box, new uPlot(options, data, box));
    rest(box, data);
  };
  let drawnAt = 0;
  const drawAll = history => {
    if (!history.at.length || (still.matches && Date.now() - drawnAt < 10000)) return;
    drawnAt = Date.now();
    for (const box of document.querySelectorAll('[data-chart]')) {
      const data = dataOf(box, history);
      const plot = charts.get(box);
      if (!plot) draw(box, data);
      else {
        plot.setData(data);
        if (plot.cursor.idx == null) rest(box, data);
      }
    }
  };
  const recolour = () => charts.forEach(plot => plot.redraw(false));
  new MutationObserver(recolour).observe(document.documentElement, {attributes: true, attributeFilter: ['data-scheme']});
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
  const resized = new ResizeObserver(entries => {
    for (const {target} of entries) {
      const plot = charts.get(target);
      if (plot && target.clientWidth && plot.width !== target.clientWidth) plot.setSize({width: target.clientWidth, height: Math.max(40, target.clientHeight)});
    }
  });

  // --- Words and figures, as the server made them
  const tone = (part, value) => { if (part.dataset.tone !== value) part.dataset.tone = value; };
  const facts = (list, all) => {
    if (list.dataset.shown === JSON.stringify(all)) return;
    list.dataset.shown = JSON.stringify(all);
    list.replaceChildren(...all.map(fact => {
      const pair = document.createElement('div');
      pair.append(element('dt', fact.name), element('dd', fact.value));
      return pair;
    }));
  };
  const showVerdict = verdict => {
    const box = document.getElementById('verdict');
    const changed = $('[data-part=title]', box).textContent !== verdict.title;
    tone(box, verdict.tone);
    for (const part of ['word', 'title', 'reason', 'next']) put($(`[data-part=${part}]`, box), verdict[part]);
    $('[data-part=todo]', box).hidden = !verdict.next;
    $('[data-part=next]', box).setAttribute('href', verdict.nextAt || '#verdict');
    // Only the change is told aloud: the reason counts seconds.
    if (changed) put(document.getElementById('said'), verdict.word + '. ' + verdict.title + ' ' + verdict.reason);
  };
  const show = news => {
    showVerdict(news.verdict);
    showNeeds(news.needs);
    for (const stage of news.stages) {
      const box = document.getElementById('stage-' + stage.id);
      tone(box, stage.tone);
      for (const part of ['word', 'figure', 'unit']) put($(`[data-part=${part}]`, box), stage[part]);
      facts($('[data-part=facts]', box), stage.facts);
    }
    for (const one of news.budget) {
      const box = $(`[data-budget="${one.id}"]`);
      if (!box) continue;
      tone(box, one.tone);
      $('progress', box).value = one.used;
      put($('[data-part=share]', box), one.share);
      put($('[data-part=text]', box), one.text);
    }
    for (const [kind, count] of Object.entries(news.counts)) {
      for (const part of document.querySelectorAll(`[data-count="${kind}"]`)) put(part, count.toLocaleString());
    }
    const table = $('[data-part=table]');
    news.history.table.forEach((range, i) => {
      const cells = table.rows[i].cells;
      [range.now, range.before, range.lowest, range.highest].forEach((text, j) => put(cells[j + 1], text));
    });
    drawAll(news.history);
  };

  // Beside the verdict: what goes on waiting while all else works.
  const showNeeds = needs => {
    const list = $('[data-part=needs]');
    if (list.dataset.shown === JSON.stringify(needs)) return;
    list.dataset.shown = JSON.stringify(needs);
    list.hidden = !needs.length;
    list.replaceChildren(...needs.map(need => {
      const item = document.createElement('li');
      const link = element('a', need.text);
      link.href = need.where;
      item.append(link);
      return item;
    }));
  };

  // --- The beat: not while nobody looks, not while somebody wants it to stand still
  let paused = false;
  let beats = 0;
  let lastAnswer = Date.now();
  const live = (state, text) => {
    const box = $('[data-live]');
    if (box.dataset.live !== state) box.dataset.live = state;
    put($('[data-live-text]', box), text);
  };
  const beat = async () => {
    if (paused || document.hidden) return;
    try {
      const answer = await fetch('/console/pipeline.json', {
        headers: {'X-Requested-With': 'JavaScript', Accept: 'application/json'},
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 401 || answer.status === 499 || answer.status === 403) {
        paused = true;
        live('ended', 'Your sign-in has ended. Reload the page.');
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const news = await answer.json();
      lastAnswer = Date.now();
      if (!paused) {
        show(news);
        live('on', 'As of ' + clock(lastAnswer / 1000));
      }
    } catch {
      live('lost', 'No answer since ' + clock(lastAnswer / 1000) + '. It is tried every few seconds.');
    }
    if (++beats % 5 === 0) refresh();
  };
  // What waits is asked for again now and then, unless somebody works on it: types, reads what they opened.
  const isTyped = input => input === document.activeElement || input.value !== input.defaultValue;
  const isBusy = part => part.querySelector('details[open], .htmx-request') || part.matches('.htmx-request')
    || [...part.querySelectorAll('input:not([type=radio], [type=checkbox], [type=hidden])')].some(isTyped);
  const refresh = () => {
    if ($('dialog[open]')) return;
    for (const part of document.querySelectorAll('[data-refresh]')) {
      if (!isBusy(part) && !part.querySelector('[data-later-page]')) htmx.trigger(part, 'refresh');
    }
  };
  // What the page asked for by itself is no fault of whoever reads it: the verdict says what is wrong, and
  // each part from when it is.
  const readAt = new Map();
  const isPart = part => part && part.matches('[data-refresh]');
  document.addEventListener('htmx:afterSwap', event => { if (isPart(event.detail.elt)) readAt.set(event.detail.elt.id, Date.now()); });
  const stale = part => {
    let line = $('[data-stale]', part);
    if (!line) {
      line = $('h2 + .soft', part) || element('p', '', 'notice warn');
      line.dataset.stale = '';
      if (!line.isConnected) part.firstElementChild.after(line);
    }
    const since = readAt.get(part.id);
    put(line, (since ? 'Not current since ' + clock(since / 1000) + ': it' : 'It') + ' cannot be read now. It is tried again by itself.');
  };
  for (const fault of ['htmx:responseError', 'htmx:sendError']) {
    document.addEventListener(fault, event => {
      if (!isPart(event.detail.elt)) return;
      event.stopPropagation();
      stale(event.detail.elt);
    }, true);
  }
  const run = async () => {
    await beat();
    setTimeout(run, EVERY);
  };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) beat(); });

  // --- A question of our own before what has consequences: <button hx-confirm="…" data-yes="Drop it">
  document.addEventListener('htmx:confirm', event => {
    if (!event.detail.question) return;
    event.preventDefault();
    const dialog = document.getElementById('sure');
    const button = event.detail.elt;
    put($('[data-part=question]', dialog), event.detail.question);
    const yes = $('[data-part=yes]', dialog);
    put(yes, button.dataset.yes || 'Yes');
    yes.className = button.dataset.kind || '';
    const answered = () => {
      dialog.removeEventListener('close', answered);
      if (dialog.returnValue === 'yes') event.detail.issueRequest(true);
      else button.focus();
    };
    dialog.returnValue = '';
    dialog.addEventListener('close', answered);
    dialog.showModal();
  });

  document.addEventListener('DOMContentLoaded', () => {
    const pause = $('[data-pause]');
    if (!pause) return;
    for (const box of document.querySelectorAll('[data-chart]')) resized.observe(box);
    pause.addEventListener('click', () => {
      paused = !paused;
      pause.textContent = paused ? 'Go on' : 'Pause';
      if (paused) live('off', 'Standing still since ' + clock(Date.now() / 1000));
      else beat();
    });
    run();
  });
})();
