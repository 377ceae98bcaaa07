import { byId, number, say, svg, time } from './dom.js';

const HEIGHT = 150;
/** A line of text, and what a letter of it takes at most, both in pixels. */
const LINE = 13;
const LETTER = 6.5;
const TICK = 75;
const FLOOR = HEIGHT - 18;
const TOP = 14;

function running(rows) {
  let sum = 0;
  return rows.map(count => (sum += count));
}

function steps(values, width, floor, top) {
  const most = Math.max(1, values.at(-1));
  const x = i => (i * width) / values.length;
  const y = value => floor - (value / most) * (floor - top);
  let path = `M0 ${y(0).toFixed(1)}`;
  values.forEach((value, i) => {
    path += `V${y(value).toFixed(1)}H${x(i + 1).toFixed(1)}`;
  });
  return path;
}

/** The rows that a DataSet got, as a line that climbs with each commit. */
export function spark(rows) {
  const width = 120;
  const height = 24;
  const values = running(rows);
  return svg(
    'svg',
    { class: 'spark', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img',
      'aria-label': `${values.at(-1)} rows in two minutes` },
    svg('path', { d: steps(values, width, height - 1, 2), class: 'line' }));
}

/** The names of faults, one below the other where they would touch; those for which there is no line stand below the chart. */
function names(runs, width) {
  const ends = [0, 0, 0];
  return runs
    .map(run => ({ ...run, length: run.title.length * LETTER }))
    .map(run => ({ ...run, at: Math.max(0, Math.min(run.left + 4, width - run.length)) }))
    .sort((a, b) => a.at - b.at)
    .flatMap(run => {
      const line = ends.findIndex(end => end <= run.at);
      if (line < 0) {
        return [];
      }
      ends[line] = run.at + run.length + LETTER;
      return [svg('text', { class: 'fault-name', x: run.at, y: LINE * line + 11 }, run.title)];
    });
}

/** Marks of the time below the axis, as many as there is room for. */
function ticks(begin, width) {
  const every = [30, 60, 120].find(seconds => (120 / seconds + 1) * TICK <= width) ?? 120;
  const marks = [];
  for (let seconds = 0; seconds <= 120; seconds += every) {
    const anchor = seconds === 0 ? 'start' : seconds === 120 ? 'end' : 'middle';
    marks.push(svg('text', { class: 'tick', x: (seconds / 120) * width, y: HEIGHT - 4, 'text-anchor': anchor },
      seconds === 120 ? 'now' : time(begin + seconds * 1000)));
  }
  return marks;
}

/** All rows of the last two minutes, with the faults of that time behind them, in the pixels that there are. */
export function drawChart(status) {
  const width = Math.max(200, byId('chart').clientWidth);
  const { begin, widthMs, rows } = status.chart;
  const values = running(rows);
  const span = widthMs * rows.length;
  const x = at => (Math.min(Math.max(at - begin, 0), span) / span) * width;
  const total = values.at(-1);
  const lastMinute = rows.slice(-60).reduce((a, b) => a + b, 0);
  say(byId('arriving-words'), total === 0
    ? 'none in the last two minutes'
    : `${number(total)} written in the last two minutes, ${(lastMinute / 60).toFixed(1)}/s in the last one`);

  const line = steps(values, width, FLOOR, TOP);
  const runs = status.story
    .map(run => ({ title: run.title, left: x(run.on), end: run.off ?? status.now }))
    .filter(run => run.end > begin);
  const children = [
    ...runs.map(run => svg('rect',
      { class: 'fault', x: run.left, y: 0, width: Math.max(2, x(run.end) - run.left), height: FLOOR })),
    svg('path', { d: `${line}V${FLOOR}H0Z`, class: 'area' }),
    svg('path', { d: line, class: 'line' }),
    svg('line', { class: 'axis', x1: 0, x2: width, y1: FLOOR, y2: FLOOR }),
    ...names(runs, width),
    ...ticks(begin, width),
  ];
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img',
      'aria-label': `${total} rows in the last two minutes, cumulated over time` },
    ...children);
  byId('chart').replaceChildren(drawing);
}
