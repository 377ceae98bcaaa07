import { idLine, mode } from './datasets.js';
import { byId, bytes, el, keep, number, time } from './dom.js';

function makeRow(commit) {
  return el('tr', {},
    el('td', {}, time(commit.time)),
    el('th', { scope: 'row' }, commit.dataSet, commit.dataSetId ? idLine(commit.dataSetId) : ''),
    el('td', {}, el('span', { class: 'chip' }, mode(commit.mode)), commit.tag === null ? '' : ` ${commit.tag}`),
    el('td', { class: 'number' }, number(commit.rows)),
    el('td', { class: 'number', title: bytes(commit.bytes) }, number(commit.parts)),
    el('td', { class: 'number' }, `#${number(commit.credit)}`),
    el('td', { class: 'message' }, commit.message ?? '–'));
}

export function showCommits(status) {
  byId('no-commits').hidden = status.commits.length > 0;
  keep(byId('commits').tBodies[0], status.commits, commit => commit.credit, makeRow, () => {});
}
