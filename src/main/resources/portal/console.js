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
  const clock = seconds => new Date(seconds * 1000).toLocaleTimeString(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});

  // --- Charts: small, in the colours of the style sheet, read by the pointer
  const COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4'];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = new Map();
  const names = box => box.dataset.chart.split(' ');
  const dataOf = (box, history) => [history.at, ...names(box).map(name => history.lines[name])];
  const number = value => value == null ? '–' : value >= 10 ? Math.round(value).toLocaleString() : String(Math.round(value * 10) / 10);
  const peak = data => Math.max(0, ...data.slice(1).flat().filter(value => value != null));
  const rest = (reading, data) => put(reading, 'peak ' + number(peak(data)));
  const draw = (box, data) => {
    const reading = box.parentElement.querySelector('[data-part=reading]');
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
          if (at == null) rest(reading, plot.data);
          else put(reading, clock(plot.data[0][at]) + ' · ' + plot.data.slice(1).map(line => number(line[at])).join(' / '));
        }],
      },
    };
    charts.set(box, new uPlot(options, data, box));
    rest(reading, data);
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
        if (plot.cursor.idx == null) rest(box.parentElement.querySelector('[data-part=reading]'), data);
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
    const changed = box.dataset.state && box.dataset.state !== verdict.state;
    box.dataset.state = verdict.state;
    tone(box, verdict.tone);
    for (const part of ['word', 'title', 'reason', 'next']) put($(`[data-part=${part}]`, box), verdict[part]);
    $('[data-part=todo]', box).hidden = !verdict.next;
    $('[data-part=next]', box).setAttribute('href', verdict.nextAt || '#verdict');
    // Only the change is told aloud: the reason counts seconds.
    if (changed) put(document.getElementById('said'), verdict.word + '. ' + verdict.title + ' ' + verdict.reason);
  };
  const show = news => {
    showVerdict(news.verdict);
    showNeeds(news.counts);
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
  const counted = (count, one, many, where) => count ? [{text: count.toLocaleString() + ' ' + (count === 1 ? one : many), where}] : [];
  const showNeeds = counts => {
    const list = $('[data-part=needs]');
    const all = [
      ...counted(document.querySelectorAll('.hold').length, 'hold to decide', 'holds to decide', '#holds'),
      ...counted(counts.refused, 'user refused by Zoom', 'users refused by Zoom', '#waiting'),
      ...counted(counts.inDoubt, 'user in doubt', 'users in doubt', '#waiting'),
      ...counted(counts.deadLetters, 'dead letter', 'dead letters', '#letters'),
      ...counted(document.querySelectorAll('#preflight [data-tone=bad]').length, 'problem of the set-up', 'problems of the set-up', '#preflight'),
    ];
    if (list.dataset.shown === JSON.stringify(all)) return;
    list.dataset.shown = JSON.stringify(all);
    list.hidden = !all.length;
    list.replaceChildren(...all.map(need => {
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
  // What waits is asked for again now and then, unless somebody works on it.
  const refresh = () => {
    for (const part of document.querySelectorAll('[data-refresh]')) {
      const busy = part.contains(document.activeElement) || part.querySelector('details[open], .htmx-request') || $('dialog[open]');
      if (!busy && !part.querySelector('[data-later-page]')) htmx.trigger(part, 'refresh');
    }
  };
  // What the page asked for by itself is no fault of whoever reads it: the verdict says what is wrong.
  const byItself = event => event.detail.elt && event.detail.elt.matches('[data-refresh], #preflight');
  for (const fault of ['htmx:responseError', 'htmx:sendError']) {
    document.addEventListener(fault, event => {
      if (!byItself(event)) return;
      event.stopPropagation();
      const reading = $('h2 + .soft', event.detail.elt);
      if (reading) put(reading, 'It cannot be read now. It is tried again by itself.');
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

  // --- Focus stays near when what had it is replaced
  let held = null;
  document.addEventListener('htmx:beforeSwap', event => {
    held = event.detail.target.contains(document.activeElement) ? event.detail.target.id : null;
  });
  document.addEventListener('htmx:afterSettle', () => {
    if (held && document.activeElement === document.body) {
      const place = document.getElementById(held);
      if (place) {
        place.tabIndex = -1;
        place.focus({preventScroll: true});
      }
    }
    held = null;
  });

  document.addEventListener('DOMContentLoaded', () => {
    const pause = $('[data-pause]');
    if (!pause) return;
    for (const box of document.querySelectorAll('[data-chart]')) resized.observe(box);
    pause.addEventListener('click', () => {
      paused = !paused;
      pause.setAttribute('aria-pressed', String(paused));
      pause.textContent = paused ? 'Go on' : 'Pause';
      if (paused) live('off', 'Standing still since ' + clock(Date.now() / 1000));
      else beat();
    });
    run();
  });
})();
