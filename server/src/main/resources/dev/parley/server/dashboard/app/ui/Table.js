import { classes, html } from 'app/core/html.js';

/**
 * Rows of the same kind. On phones every row becomes a card with the columns' names beside the values.
 *
 * @template T
 * @param {{caption: string, columns: {key: string, label: string, cell?: (row: T) => object, numeric?: boolean}[], rows: T[],
 *   rowKey: (row: T) => string, empty?: object}} props `caption` is for screen readers; `cell` is `row[key]` unless given
 */
export function Table({ caption, columns, rows, rowKey, empty }) {
  if (rows.length === 0 && empty) {
    return empty;
  }
  const row = (value) => html`
    <tr key=${rowKey(value)}>
      ${columns.map(
        ({ key, label, cell, numeric }) => html`
          <td key=${key} class=${classes(numeric && 'numeric')} data-label=${label}>${cell ? cell(value) : value[key]}</td>
        `,
      )}
    </tr>
  `;
  return html`
    <div class="table-frame" role="region" aria-label=${caption} tabindex="0">
      <table class="table">
        <caption class="hidden-text">${caption}</caption>
        <thead>
          <tr>${columns.map(({ key, label, numeric }) => html`<th key=${key} scope="col" class=${classes(numeric && 'numeric')}>${label}</th>`)}</tr>
        </thead>
        <tbody>${rows.map(row)}</tbody>
      </table>
    </div>
  `;
}
