import { byId, el, fill, number, time } from './dom.js';

function card(title, words, entries) {
  return el('section', { class: 'card' },
    el('h2', {}, title),
    el('p', { class: 'quiet' }, words),
    el('ul', { class: 'entries' }, ...entries.map(entry => el('li', {}, entry))));
}

/** What a source reads, and where a sink writes besides DataSets. */
export function showStores(status) {
  fill(byId('feeds'), status.feeds, () => status.feeds.map(feed =>
    card(feed.name, `${feed.counts}, asked for ${number(feed.requests)} times`,
      feed.newest.map(entry => (entry.time === undefined ? '' : `${time(entry.time)} `) + entry.words))));
  fill(byId('stores'), status.stores, () => status.stores.map(store =>
    card(store.name, `${store.kind}: ${store.counts}, ${store.more}`, store.newest)));
}
