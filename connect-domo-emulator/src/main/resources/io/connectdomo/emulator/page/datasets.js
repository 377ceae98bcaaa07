import { spark } from './chart.js';
import { byId, bytes, duration, el, fill, keep, number, say } from './dom.js';

const address = new URLSearchParams(location.search);

/** What the visitor wants to see, as the query of the next look; it begins with the page's own, such as /?find=orders. */
export const wanted = { dataSet: address.get('dataSet'), find: address.get('find') ?? '', offset: 0 };

const MODES = { REPLACE_PARTITION: 'replace partition' };
export const mode = name => MODES[name] ?? name.toLowerCase();

/** Below the name of a DataSet that shares it with another one. */
export const idLine = id => el('small', { class: 'id' }, id);

function makeRow(dataSet, look) {
  const choose = () => {
    wanted.dataSet = wanted.dataSet === dataSet.id ? null : dataSet.id;
    look();
  };
  return el('tr', { onclick: choose },
    el('th', { scope: 'row' },
      el('button', { type: 'button', class: 'link', title: dataSet.id }, dataSet.name), el('span', {})),
    el('td'), el('td', { class: 'number' }), el('td'), el('td', { class: 'number' }), el('td'), el('td'));
}

function updateRow(row, dataSet, status) {
  const [name, modes, rows, line, commits, last, uploads] = row.cells;
  row.classList.toggle('selected', status.selected?.id === dataSet.id);
  name.firstChild.setAttribute('aria-pressed', wanted.dataSet === dataSet.id);
  say(name.firstChild, dataSet.name);
  fill(name.lastChild, dataSet.sharedName ?? false, () => (dataSet.sharedName ? [idLine(dataSet.id)] : []));
  fill(modes, dataSet.modes ?? [], () => (dataSet.modes ?? []).map(each => el('span', { class: 'chip' }, mode(each))));
  say(rows, number(dataSet.rows));
  fill(line, dataSet.spark, () => [spark(dataSet.spark)]);
  say(commits, number(dataSet.commits));
  say(last, dataSet.lastCommit ? `${duration(status.now - dataSet.lastCommit)} ago` : 'none yet');
  const { count, parts, bytes: size } = dataSet.uploads;
  say(uploads, count === 0 ? '–' : `${count} (${parts} ${parts === 1 ? 'part' : 'parts'}, ${bytes(size)})`);
}

function showRows(selected) {
  byId('rows-card').hidden = !selected;
  if (!selected) {
    return;
  }
  say(byId('rows-title'), `Newest rows of ${selected.name}`);
  const details = [
    selected.sharedName ? selected.id : '',
    wanted.dataSet === selected.id ? 'Picked above; once more there, and this follows what is written last.' : '',
    selected.description,
    selected.tags.length ? `Tags: ${selected.tags.join(', ')}` : '',
    selected.shares.length ? `Shared with: ${selected.shares.join(', ')}` : '',
    selected.newest.length ? '' : 'No row yet: rows show once they are committed and indexed.',
  ];
  say(byId('rows-details'), details.filter(each => each).join(' · '));
  const table = byId('rows');
  fill(table.tHead, [selected.id, selected.columns], () => [
    el('tr', {}, ...selected.columns.map(column => el('th', { scope: 'col' }, column)))]);
  fill(table.tBodies[0], [selected.id, selected.newest], () => selected.newest.map(row =>
    el('tr', {}, ...row.map(value => (value === null ? el('td', { class: 'null' }, 'NULL') : el('td', {}, value))))));
}

export function showDataSets(status, look) {
  byId('no-dataSets').hidden = status.dataSetCount > 0;
  keep(byId('dataSets').tBodies[0], status.dataSets, each => each.id,
    dataSet => makeRow(dataSet, look),
    (row, dataSet) => updateRow(row, dataSet, status));
  byId('paging').hidden = status.dataSetCount <= status.pageSize;
  const end = wanted.offset + status.dataSets.length;
  say(byId('paging-words'), status.foundCount === 0
    ? 'none found'
    : `${wanted.offset + 1} to ${end} of ${number(status.foundCount)}`);
  byId('previous').disabled = wanted.offset === 0;
  byId('next').disabled = end >= status.foundCount;
  showRows(status.selected);
}

export function listenToPaging(look, pageSize) {
  const turn = by => () => {
    wanted.offset = Math.max(0, wanted.offset + by * pageSize());
    look();
  };
  byId('previous').addEventListener('click', turn(-1));
  byId('next').addEventListener('click', turn(1));
  byId('find').value = wanted.find;
  byId('find').addEventListener('input', event => {
    wanted.find = event.target.value;
    wanted.offset = 0;
    look();
  });
}
