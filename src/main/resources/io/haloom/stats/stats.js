(() => {
  const url = new URL(document.body.dataset.poll, location.origin).href;
  const KEEP = 90, LEAST = 20, EVERY = 2000, STORE = 'haloom ' + url;
  const SVG = 'http://www.w3.org/2000/svg';
  const live = document.getElementById('live');
  const rows = new Map();
  document.querySelectorAll('[data-key]').forEach(r => rows.set(r.dataset.key, r));
  const sections = [...document.querySelectorAll('.proxy')];

  const load = () => {
    try { return JSON.parse(sessionStorage.getItem(STORE)) || {}; } catch (e) { return {}; }
  };
  const saved = load();
  const series = saved.series || {};
  let last = saved.last || null;
  let lastTable = null;
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

  const cells = new Map();
  const cellsOf = row => {
    let found = cells.get(row);
    if (!found) cells.set(row, found = [...row.querySelectorAll('summary [data-f]')]);
    return found;
  };
  const put = (cell, text) => { if (cell && cell.textContent !== text) cell.textContent = text; };
  const write = (row, r) => {
    const now = state(r);
    if (!row.classList.contains(now)) {
      row.classList.remove(...STATES);
      row.classList.add(now);
    }
    for (const cell of cellsOf(row)) {
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
        if (+r[f] >= 1000) cell.title = (+r[f]).toLocaleString('en-US');
      }
      put(cell, text);
    }
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
    const unit = kind === 'bytes' ? 'B/s' : kind === 'requests' ? '/s' : ' sessions';
    if (svg) draw(svg, list, compact(value) + unit + ', at most ' + compact(Math.max(...list)) + unit);
  };

  /* What a folded proxy tells in its one line. */
  const sums = new Map();
  const add = (r, speed) => {
    let sum = sums.get(r.pxname);
    if (!sum) sums.set(r.pxname, sum = { scur: 0, rate: 0, servers: {}, bad: false });
    if (r.type === '0' || r.type === '1') {
      sum.scur = Math.max(sum.scur, +r.scur);
      sum.rate = Math.max(sum.rate, +r.rate, +r.req_rate || 0);
      if (r.status === 'DOWN' || r.status === 'STOP') sum.bad = true;
    }
    if (r.type === '2') {
      const s = state(r);
      sum.servers[s] = (sum.servers[s] || 0) + 1;
      if (s === 'down' || s === 'going-down' || s === 'going-up') sum.bad = true;
    }
  };
  const tell = () => {
    for (const section of sections) {
      const sum = sums.get(section.id), line = section.querySelector('.sum');
      if (!sum) continue;
      const parts = STATES.filter(s => sum.servers[s])
        .map(s => '<span class="' + s + '">' + sum.servers[s] + ' ' + s.replace('-', ' ') + '</span>');
      parts.push('<span>' + compact(sum.scur) + (sum.scur === 1 ? ' session' : ' sessions') + '</span>');
      parts.push('<span>' + compact(sum.rate) + '/s</span>');
      const text = parts.join('');
      if (line.dataset.now !== text) { line.innerHTML = text; line.dataset.now = text; }
    }
  };

  const show = table => {
    const now = Date.now(), bytes = {};
    const seconds = last ? (now - last.at) / 1000 : 0;
    let requests = 0, rate = 0;
    sums.clear();
    for (const r of table) {
      const key = r.pxname + '/' + r.svname;
      bytes[key] = +r.bin + +r.bout;
      const before = last && last.bytes[key];
      const speed = seconds > 0 && before <= bytes[key] ? (bytes[key] - before) / seconds : 0;
      if (r.type === '0') { requests += +(r.mode === 'http' ? r.req_rate : r.rate); rate += speed; }
      add(r, speed);
      const row = rows.get(key);
      if (!row) continue;
      const seen = row.offsetParent !== null;
      if (seen) write(row, r);
      spark(seen && row.querySelector('[data-s=scur]'), key, 'scur', +r.scur);
      spark(seen && row.querySelector('[data-s=bytes]'), key, 'bytes', speed);
    }
    tell();
    put(tile('requests'), compact(requests));
    spark(document.querySelector('[data-total=requests]'), '', 'requests', requests);
    spark(document.querySelector('[data-total=bytes]'), '', 'bytes', rate);
    last = { at: now, bytes };
    lastTable = table;
  };

  /* The process: "Name: value" lines, as 'show info' answers. */
  const tile = name => document.querySelector('[data-i=' + name + ']');
  const texts = document.createTreeWalker(document.querySelector('.process p'), NodeFilter.SHOW_TEXT);
  const lines = [];
  while (texts.nextNode()) lines.push(texts.currentNode);
  const line = (start, text) => {
    const found = lines.find(l => l.data.trimStart().startsWith(start));
    if (found) found.data = '\n' + text;
  };
  const WIRE = 8 * 1538 / 1448;
  const bitRate = bits => bits >= 1e9 ? (bits / 1e9).toFixed(3) + ' Gbps'
    : bits >= 1e6 ? (bits / 1e6).toFixed(3) + ' Mbps' : (bits / 1e3).toFixed(3) + ' kbps';
  const uptime = lines.find(l => l.previousSibling && /uptime/.test(l.previousSibling.textContent));
  const showInfo = text => {
    const i = Object.fromEntries(text.split('\n').map(l => l.split(': ')));
    const bits = i.BytesOutRate * WIRE;
    put(tile('conns'), compact(+i.CurrConns));
    put(tile('conn-rate'), compact(+i.ConnRate));
    put(tile('bits'), compact(bits));
    put(tile('idle'), i.Idle_pct);
    put(tile('uptime'), duration(+i.Uptime_sec));
    const meter = document.querySelector('.tile meter');
    meter.value = +i.Maxconn ? 100 * i.CurrConns / i.Maxconn : 0;
    if (uptime) uptime.data = ' ' + i.Uptime;
    line('current conns', 'current conns = ' + i.CurrConns + '; current pipes = ' + i.PipesUsed + '/'
      + (+i.PipesUsed + +i.PipesFree) + '; conn rate = ' + i.ConnRate + '/sec; bit rate = ' + bitRate(bits));
    line('Running tasks', 'Running tasks: ' + i.Run_queue + '/' + i.Tasks + '; idle = ' + i.Idle_pct + ' %');
  };

  /* What a row tells when it is opened is asked for then, and again while it is open. */
  const detail = async row => {
    let more = row.querySelector('.more');
    const answer = await ask(document.body.dataset.detail + row.dataset.row);
    if (!more) { more = document.createElement('div'); row.append(more); }
    more.outerHTML = answer || '<div class="more">It is gone.</div>';
  };
  const details = () => Promise.all([...document.querySelectorAll('.row[open]')]
    .filter(row => row.offsetParent).slice(0, 20).map(detail));

  const ask = async from => {
    const answer = await fetch(from, { credentials: 'same-origin', cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.status);
    return answer.text();
  };
  let busy = false;
  const poll = async () => {
    if (paused || busy || document.hidden) return;
    busy = true;
    try {
      show(parse(await ask(url)));
      showInfo(await ask(document.body.dataset.info));
      await details();
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
  for (const row of rows.values()) {
    row.addEventListener('toggle', () => { if (row.open) detail(row).catch(() => {}); });
  }

  /* Folds are remembered by proxy, longer than the session; a page of many rows begins folded,
     but for what is in trouble. */
  const FOLDS = 'haloom folds ' + url, MANY = 80;
  let folds = {};
  try { folds = JSON.parse(localStorage.getItem(FOLDS)) || {}; } catch (e) { /* Nothing is remembered. */ }
  const trouble = section => !!section.querySelector('.down, .going-down, .going-up, .closed');
  const fold = (section, folded) => {
    section.classList.toggle('folded', folded);
    section.querySelector('.fold').setAttribute('aria-expanded', String(!folded));
  };
  const refold = () => sections.forEach(s =>
    fold(s, s.id in folds ? folds[s.id] : rows.size > MANY && !trouble(s)));
  const keep = () => {
    try { localStorage.setItem(FOLDS, JSON.stringify(folds)); } catch (e) { /* Nothing is remembered. */ }
    if (lastTable) show(lastTable);
    foldAll.textContent = sections.every(s => s.classList.contains('folded')) ? 'Unfold all' : 'Fold all';
  };
  const foldAll = document.getElementById('fold-all');
  foldAll.hidden = sections.length < 2;
  foldAll.addEventListener('click', () => {
    const folded = !sections.every(s => s.classList.contains('folded'));
    sections.forEach(s => fold(s, folds[s.id] = folded));
    keep();
  });
  for (const section of sections) {
    const button = section.querySelector('.fold');
    button.hidden = false;
    const turn = () => { fold(section, folds[section.id] = !section.classList.contains('folded')); keep(); };
    button.addEventListener('click', turn);
    section.querySelector('.sum').addEventListener('click', turn);
  }
  refold();
  keep();

  /* Search as one types, in the names of proxies and servers. */
  const field = document.querySelector('input[name=scope]');
  const nothing = document.querySelector('.nothing');
  const search = () => {
    const wanted = field.value.trim().toLowerCase();
    const narrowed = wanted !== '' && wanted !== field.defaultValue.toLowerCase();
    document.body.classList.toggle('searching', narrowed);
    let found = 0;
    for (const section of sections) {
      const whole = !narrowed || section.id.toLowerCase().includes(wanted);
      let any = whole;
      for (const row of section.querySelectorAll('.row')) {
        const name = row.dataset.key.slice(section.id.length + 1).toLowerCase();
        const side = row.matches('.frontend, .backend');
        const hit = whole || !side && name.includes(wanted);
        row.hidden = !hit;
        any ||= hit;
      }
      section.hidden = !any;
      found += any;
    }
    nothing.hidden = found > 0;
    if (lastTable) show(lastTable);
  };
  if (saved.query && !field.value) field.value = saved.query;
  field.addEventListener('input', search);
  field.form.addEventListener('submit', e => {
    if (field.defaultValue === '' || field.value === field.defaultValue) e.preventDefault();
  });
  document.addEventListener('keydown', e => {
    if (e.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      e.preventDefault();
      field.focus();
    } else if (e.key === 'Escape' && document.activeElement === field) {
      field.value = field.defaultValue;
      search();
    }
  });
  search();
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
      sessionStorage.setItem(STORE, JSON.stringify({ series, last, paused, open, ticked, query: field.value }));
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
