(() => {
  const url = new URL(document.body.dataset.poll, location.origin).href;
  const KEEP = 90, LEAST = 20, EVERY = 2000, STORE = 'haloom ' + url;
  const SVG = 'http://www.w3.org/2000/svg';
  const live = document.getElementById('live');
  const rows = new Map();
  document.querySelectorAll('[data-key]').forEach(r => rows.set(r.dataset.key, r));

  const load = () => {
    try { return JSON.parse(sessionStorage.getItem(STORE)) || {}; } catch (e) { return {}; }
  };
  const saved = load();
  const series = saved.series || {};
  let last = saved.last || null;
  let paused = saved.paused || false;

  const compact = n => {
    if (n < 1000) return String(Math.round(n));
    let u = -1;
    while (n >= 999.5 && u < 5) { n /= 1000; u++; }
    return n.toFixed(n < 9.995 ? 2 : n < 99.95 ? 1 : 0) + 'kMGTPE'[u];
  };
  const duration = s => {
    if (s < 0) return '?';
    if (s >= 86400) return (s / 86400 | 0) + 'd' + (s % 86400 / 3600 | 0) + 'h';
    if (s >= 3600) return (s / 3600 | 0) + 'h' + (s % 3600 / 60 | 0) + 'm';
    return s >= 60 ? (s / 60 | 0) + 'm' + s % 60 + 's' : s + 's';
  };

  const parse = text => {
    const table = [];
    let row = [], cell = '', quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c !== '"') cell += c;
        else if (text[i + 1] === '"') { cell += c; i++; } else quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === ',' || c === '\n') {
        row.push(cell); cell = '';
        if (c === '\n') { table.push(row); row = []; }
      } else cell += c;
    }
    const names = table.shift();
    names[0] = names[0].replace('# ', '');
    return table.map(r => Object.fromEntries(names.map((n, i) => [n, r[i]])));
  };

  const STATES = ['up', 'going-down', 'going-up', 'down', 'drain', 'maint', 'no-check', 'open', 'closed'];
  const state = r => {
    const s = r.status;
    if (r.type === '0' || r.type === '3') return s === 'OPEN' ? 'open' : 'closed';
    if (r.type === '1') return s.startsWith('DOWN') ? 'down' : 'up';
    if (s.startsWith('MAINT')) return 'maint';
    if (s === 'DOWN' || s === 'DOWN (agent)') return 'down';
    if (s.startsWith('DOWN ')) return 'going-up';
    if (s === 'DRAIN' || s === 'NOLB') return 'drain';
    if (s === 'no check') return 'no-check';
    if (/^(UP|NOLB|DRAIN) /.test(s)) return 'going-down';
    return +r.weight ? 'up' : 'drain';
  };
  const check = r => {
    if (r.type === '1') return r.act + ' act, ' + r.bck + ' bck';
    if (!r.check_status) return r.tracked ? 'via ' + r.tracked : '';
    return r.check_status + (r.check_code ? '/' + r.check_code : '')
      + (r.check_duration ? ' in ' + r.check_duration + 'ms' : '');
  };

  const write = (row, r) => {
    row.classList.remove(...STATES);
    row.classList.add(state(r));
    row.querySelectorAll('summary [data-f]').forEach(cell => {
      const f = cell.dataset.f;
      let text;
      if (f === 'status') text = r.status;
      else if (f === 'lastchg') text = duration(+r.lastchg);
      else if (f === 'check') text = check(r);
      else if (f === 'errors') {
        const sum = +r.ereq + +r.econ + +r.eresp;
        text = compact(sum);
        cell.classList.toggle('some', sum > 0);
      } else {
        text = compact(+r[f]);
        cell.title = (+r[f]).toLocaleString('en-US');
      }
      if (cell.textContent !== text) cell.textContent = text;
    });
  };

  const draw = (svg, values, label) => {
    if (!svg) return;
    if (!svg.firstChild) {
      svg.setAttribute('preserveAspectRatio', 'none');
      svg.setAttribute('role', 'img');
      for (const n of ['path', 'path', 'title']) svg.appendChild(document.createElementNS(SVG, n));
    }
    const width = Math.max(LEAST, values.length);
    const top = Math.max(1, ...values), from = width - values.length;
    svg.setAttribute('viewBox', '0 0 ' + (width - 1) + ' 20');
    const line = values.map((v, i) => (from + i) + ' ' + (19 - 18 * v / top).toFixed(1)).join('L');
    svg.childNodes[0].setAttribute('d', values.length > 1 ? 'M' + line : '');
    svg.childNodes[1].setAttribute('d', values.length > 1 ? 'M' + line + 'V20H' + from + 'Z' : '');
    svg.childNodes[2].textContent = label;
  };
  const push = (key, kind, value) => {
    const list = (series[key] ||= {})[kind] ||= [];
    list.push(value);
    if (list.length > KEEP) list.shift();
    return list;
  };
  const spark = (svg, key, kind, value) => {
    const list = push(key, kind, value);
    const unit = kind === 'bytes' ? 'B/s' : ' sessions';
    draw(svg, list, compact(value) + unit + ', at most ' + compact(Math.max(...list)) + unit);
  };

  const show = table => {
    const now = Date.now(), bytes = {};
    const seconds = last ? (now - last.at) / 1000 : 0;
    let sessions = 0, rate = 0;
    for (const r of table) {
      const key = r.pxname + '/' + r.svname;
      bytes[key] = +r.bin + +r.bout;
      const before = last && last.bytes[key];
      const speed = seconds > 0 && before <= bytes[key] ? (bytes[key] - before) / seconds : 0;
      if (r.type === '0') { sessions += +r.scur; rate += speed; }
      const row = rows.get(key);
      if (!row) continue;
      write(row, r);
      spark(row.querySelector('[data-s=scur]'), key, 'scur', +r.scur);
      spark(row.querySelector('[data-s=bytes]'), key, 'bytes', speed);
    }
    document.querySelector('[data-sum=scur]').textContent = compact(sessions);
    spark(document.querySelector('[data-total=scur]'), '', 'scur', sessions);
    spark(document.querySelector('[data-total=bytes]'), '', 'bytes', rate);
    last = { at: now, bytes };
  };

  let busy = false;
  const poll = async () => {
    if (paused || busy || document.hidden) return;
    busy = true;
    try {
      const answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store' });
      if (!answer.ok) throw new Error(answer.status);
      show(parse(await answer.text()));
      live.className = 'on';
      live.textContent = 'live';
    } catch (e) {
      live.className = 'lost';
      live.textContent = 'no answer';
    }
    busy = false;
  };

  for (const [key, row] of rows) {
    for (const kind of ['scur', 'bytes']) {
      const values = series[key] && series[key][kind];
      if (values) draw(row.querySelector('[data-s=' + kind + ']'), values, '');
    }
  }
  if (last && Date.now() - last.at > 60000) { last = null; for (const k in series) delete series[k]; }
  (saved.open || []).forEach(id => { const r = document.getElementById(id); if (r) r.open = true; });
  const boxes = () => [...document.querySelectorAll('input[name=s]')];
  const named = box => box.closest('.proxy').id + '/' + box.value;
  boxes().forEach(box => { box.checked = (saved.ticked || []).includes(named(box)); });

  let posted = false;
  document.querySelectorAll('form[method=post]').forEach(form => {
    form.addEventListener('submit', () => { posted = true; });
    const all = form.querySelector('.all');
    all.hidden = false;
    all.addEventListener('change', () => {
      form.querySelectorAll('input[name=s]').forEach(box => { box.checked = all.checked; });
    });
  });
  addEventListener('pagehide', () => {
    const open = [...document.querySelectorAll('details.row[open]')].map(r => r.id);
    const ticked = posted ? [] : boxes().filter(box => box.checked).map(named);
    try {
      sessionStorage.setItem(STORE, JSON.stringify({ series, last, paused, open, ticked }));
    } catch (e) { /* Without a store a reload begins anew. */ }
  });

  live.hidden = false;
  const mark = () => { live.className = paused ? '' : 'on'; live.textContent = paused ? 'paused' : 'live'; };
  live.addEventListener('click', () => { paused = !paused; mark(); poll(); });
  mark();
  document.addEventListener('visibilitychange', poll);
  setInterval(poll, EVERY);
  poll();
})();
