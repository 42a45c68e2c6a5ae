import { liveHref, pictureSource } from 'app/message/links.js';
import { decodeEntities } from 'app/message/entities.js';
import { pieces } from 'app/message/highlight.js';

const FILE = '/api/files/01234567-89ab-cdef-0123-456789abcdef';
const path = (address) => address && new URL(address, location.href).pathname;
const dead = (...addresses) => addresses.filter((address) => liveHref(address) !== null);
const unseen = (...addresses) => addresses.filter((address) => pictureSource(address) !== null);

/** What is tested, what it gives, and what it should give. */
export default [
  ['the web is live', liveHref('https://example.org/a?b#c'), 'https://example.org/a?b#c'],
  ['mail is live', liveHref('mailto:ada@example.org'), 'mailto:ada@example.org'],
  ['files of the hub are live', path(liveHref(FILE)), FILE],
  ['also with a signature', path(liveHref(`${FILE}?exp=17&sig=a-b_c=`)), FILE],
  ['nothing else of the hub is', dead('/admin/', '/api/org', 'x', '?a', '#b', '//example.org', `${FILE}/../x`, `${FILE}%2f..`), []],
  ['programs are dead', dead('javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'vbscript:x', 'blob:https://x/y', 'view-source:https://x', 'filesystem:https://x/y'), []],
  ['data are dead', dead('data:text/html,<script>alert(1)</script>', 'data:image/png;base64,AAAA'), []],
  ['other programs are dead', dead('file:///etc/passwd', 'ftp://x/y', 'tel:1', 'ssh://x', 'ms-settings:x'), []],
  ['what is no text is dead', dead(null, undefined, 7, {}, ['https://x']), []],
  ['pictures of the hub are seen', path(pictureSource(FILE)), FILE],
  ['also by their whole address', pictureSource(`${location.origin}${FILE}?exp=1`), `${location.origin}${FILE}?exp=1`],
  ['pictures may be in the message', pictureSource('data:image/png;base64,iVBORw0KGgo='), 'data:image/png;base64,iVBORw0KGgo='],
  ['but not as SVG', unseen('data:image/svg+xml;base64,PHN2Zz4=', 'data:image/svg+xml,<svg onload=alert(1)>'), []],
  ['pictures from elsewhere are not seen', unseen('https://example.org/a.png', '//example.org/a.png', 'http://localhost:1/a.png'), []],
  ['nor what is no picture', unseen('javascript:alert(1)', 'x.png', null, 7), []],
  ['references become what they stand for', decodeEntities('a &amp; b &lt;c&gt; &#65;&#x42; &hearts;'), 'a & b <c> AB ♥'],
  ['once', decodeEntities('&amp;lt;'), '&lt;'],
  ['what is none stays', decodeEntities('a & b &nosuch; &;'), 'a & b &nosuch; &;'],
  ['colours are a tree', pieces('a <span class="k">b <span class="s">&lt;c&gt;</span></span>'), ['a ', { kind: 'k', children: ['b ', { kind: 's', children: ['<c>'] }] }]],
];
