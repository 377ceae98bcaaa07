import { byId, el, number, say, svg, time } from './dom.js';

const WIDTH = 800;
const HEIGHT = 150;
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

/** All rows of the last two minutes, with the faults of that time behind them. */
export function drawChart(status) {
  const { begin, widthMs, rows } = status.chart;
  const values = running(rows);
  const span = widthMs * rows.length;
  const x = at => (Math.min(Math.max(at - begin, 0), span) / span) * WIDTH;
  const total = values.at(-1);
  const lastMinute = rows.slice(-60).reduce((a, b) => a + b, 0);
  say(byId('arriving-words'), total === 0
    ? 'none in the last two minutes'
    : `${number(total)} written in the last two minutes, ${(lastMinute / 60).toFixed(1)}/s in the last one`);

  const line = steps(values, WIDTH, FLOOR, TOP);
  const children = [];
  for (const run of status.story) {
    const end = run.off ?? status.now;
    if (end > begin) {
      const left = x(run.on);
      children.push(
        svg('rect', { class: 'fault', x: left, y: 0, width: Math.max(2, x(end) - left), height: FLOOR }),
        left < WIDTH - 130
          ? svg('text', { class: 'fault-name', x: left + 4, y: 11 }, run.title)
          : svg('text', { class: 'fault-name', x: left - 4, y: 11, 'text-anchor': 'end' }, run.title));
    }
  }
  children.push(
    svg('path', { d: `${line}V${FLOOR}H0Z`, class: 'area' }),
    svg('path', { d: line, class: 'line' }),
    svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: FLOOR, y2: FLOOR }));
  for (let seconds = 0; seconds <= 120; seconds += 30) {
    const anchor = seconds === 0 ? 'start' : seconds === 120 ? 'end' : 'middle';
    children.push(svg('text', { class: 'tick', x: (seconds / 120) * WIDTH, y: HEIGHT - 4, 'text-anchor': anchor },
      seconds === 120 ? 'now' : time(begin + seconds * 1000)));
  }
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img',
      'aria-label': `${total} rows in the last two minutes, cumulated over time` },
    ...children);
  byId('chart').replaceChildren(drawing);
}
