import { describe, expect, it } from 'vitest';
import { arrivals, fileOf, sortDropped, takeArrivals } from './arrivals';

describe('dropped files', () => {
  it.each<[string[], ReturnType<typeof sortDropped>]>([
    [['/a/leads.csv'], { exports: ['/a/leads.csv'] }],
    [['/a/leads.csv', '/a/deals.xlsx'], { exports: ['/a/leads.csv', '/a/deals.xlsx'] }],
    [['/a/Acme.BATON'], { workspace: '/a/Acme.BATON' }],
    [['/a/leads.csv', '/a/Acme.baton', '/a/Other.baton'], { workspace: '/a/Acme.baton' }],
    [['/a/Acme.baton.csv'], { exports: ['/a/Acme.baton.csv'] }],
  ])('%j', (paths, meant) => expect(sortDropped(paths)).toEqual(meant));

  it('are taken once', () => {
    arrivals.set(['/a/leads.csv']);
    expect([takeArrivals(), takeArrivals()]).toEqual([['/a/leads.csv'], []]);
  });

  it.each([
    ['/a/b/leads.csv', 'leads.csv'],
    ['C:\\a\\leads.csv', 'leads.csv'],
    ['leads.csv', 'leads.csv'],
  ])('%s is called %s', (path, name) => expect(fileOf(path)).toBe(name));
});
