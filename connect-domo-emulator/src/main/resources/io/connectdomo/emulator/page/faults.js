import { byId, duration, el, fill, keep, number, say, time } from './dom.js';

const SECONDS = 30;
/** Of the faults that are over, the newest; the chart has the others. */
const TOLD = 6;

/** A body of JSON: no form of another site can send one unasked. */
function post(body, look) {
  return fetch('/emulator/page/faults', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then(look, look);
}

function makeSwitch(scenario, look) {
  const button = el('button', { type: 'button', role: 'switch', 'aria-checked': 'false', id: `fault-${scenario.name}`,
    'aria-describedby': `sentence-${scenario.name}`,
    onclick: () => {
      const on = button.getAttribute('aria-checked') === 'true';
      post({ scenario: scenario.name, seconds: on ? 0 : SECONDS }, look);
    } },
    el('span', { class: 'knob', 'aria-hidden': 'true' }),
    el('span', { class: 'switch-title' }, scenario.title));
  return el('li', {},
    el('div', { class: 'title-line' }, button, el('span', { class: 'left-time', 'aria-hidden': 'true' }),
      el('span', { class: 'hits' })),
    el('p', { class: 'quiet', id: `sentence-${scenario.name}` }, scenario.sentence));
}

function updateSwitch(item, scenario, now) {
  const on = scenario.until !== undefined;
  item.classList.toggle('on', on);
  item.querySelector('[role=switch]').setAttribute('aria-checked', on);
  say(item.querySelector('.left-time'), on ? `${Math.ceil((scenario.until - now) / 1000)} s left` : '');
  say(item.querySelector('.hits'), scenario.hits === 0 ? '' : `hit ${number(scenario.hits)} ×`);
}

function outcome(run) {
  if (run.off === undefined) {
    return ['still on'];
  }
  const words = [`off ${time(run.off)}`];
  if (run.caughtUpMs !== undefined) {
    words.push(`the connector caught up after ${duration(run.caughtUpMs)}`);
  } else if (run.allAgainMs !== undefined) {
    words.push(`every DataSet was written again after ${duration(run.allAgainMs)}`);
  } else if (run.firstCommitMs !== undefined) {
    words.push(`first commit after ${duration(run.firstCommitMs)}`);
  } else {
    words.push('no commit yet');
  }
  return words;
}

function lines(run) {
  return [
    el('b', {}, run.title),
    el('span', {}, `on ${time(run.on)} … ${outcome(run).join(' … ')}`),
    run.off === undefined ? '' : el('span', { class: 'quiet' }, `hit ${number(run.hits)} ${run.hits === 1 ? 'request' : 'requests'}`),
  ];
}

function dialect(name) {
  return name.toLowerCase().replaceAll('_', ' ');
}

export function showFaults(status, look) {
  keep(byId('faults'), status.scenarios, each => each.name,
    scenario => makeSwitch(scenario, look),
    (item, scenario) => updateSwitch(item, scenario, status.now));
  fill(byId('other-faults'), status.otherFaults, () => status.otherFaults.map(fault =>
    el('li', { class: 'on' },
      el('span', {}, `Set by a script: ${fault.words}, hit ${number(fault.hits)} × `),
      el('button', { type: 'button', class: 'small', onclick: () => post({ id: fault.id }, look) }, 'Take it away'))));

  keep(byId('story'), status.story.slice(0, TOLD), run => run.id, () => el('li'), (item, run) => {
    item.className = run.off === undefined ? 'on' : (run.caughtUpMs ?? run.allAgainMs) === undefined ? '' : 'good';
    fill(item, [run.title, run.on, outcome(run), run.off === undefined ? 0 : run.hits], () => lines(run));
  });

  byId('dialects-words').hidden = status.dialects.length > 0;
  fill(byId('dialects'), status.dialects, () => status.dialects.map(each =>
    el('li', {}, el('b', {}, dialect(each.switch)), ` ${dialect(each.position.slice(each.switch.length + 1) || each.position)}`)));
}
