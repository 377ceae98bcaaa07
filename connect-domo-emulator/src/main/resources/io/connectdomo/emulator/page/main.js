import { drawChart } from './chart.js';
import { showCommits } from './commits.js';
import { listenToPaging, showDataSets, wanted } from './datasets.js';
import { byId, number, say } from './dom.js';
import { showFaults } from './faults.js';
import { showStores } from './stores.js';

const EVERY_MS = 1000;
const RATE_OVER_MS = 5000;

const counts = [];
let pageSize = 25;
let asking = null;

/** Requests a second over the last few looks. */
function rate(status) {
  counts.push({ at: status.now, requests: status.requests });
  while (counts.length > 2 && counts[0].at < status.now - RATE_OVER_MS) {
    counts.shift();
  }
  const first = counts[0];
  const seconds = (status.now - first.at) / 1000;
  return seconds > 0 ? Math.max(0, (status.requests - first.requests) / seconds).toFixed(1) : '–';
}

function show(status) {
  pageSize = status.pageSize;
  for (const total of ['dataSetCount', 'rows', 'credits', 'openUploads']) {
    say(byId(`total-${total}`), number(status[total]));
  }
  say(byId('total-commits'), number(status.credits));
  say(byId('total-rate'), rate(status));
  const broken = status.story.some(run => run.off === undefined);
  byId('state').className = broken ? 'bad' : 'good';
  say(byId('state'), broken ? 'a fault is on' : 'running');
  drawChart(status);
  showDataSets(status, look);
  showCommits(status);
  showFaults(status, look);
  showStores(status);
}

async function ask() {
  const query = new URLSearchParams({ find: wanted.find, offset: wanted.offset, dataSet: wanted.dataSet ?? '' });
  const reply = await fetch(`/emulator/page/status?${query}`);
  if (reply.ok) {
    show(await reply.json());
  }
}

/** One look at a time; a hidden page does not look. */
function look() {
  asking ??= ask()
    .catch(() => {
      byId('state').className = 'bad';
      say(byId('state'), 'stopped, or not reachable');
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

listenToPaging(look, () => pageSize);
look();
setInterval(() => document.hidden || look(), EVERY_MS);
