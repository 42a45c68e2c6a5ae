import { ApiError } from 'app/core/failure.js';

const TIMEOUT_MS = 60_000;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Posts a file as a form. By XMLHttpRequest, as `fetch` does not tell how far it has come. */
export function send(address, file, { onProgress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const unreachable = (name) => () => reject(ApiError.unreachable(new DOMException(name, name)));
    request.open('POST', address);
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onload = () => {
      const body = parsed(request.responseText);
      return request.status === 200 ? resolve(body) : reject(ApiError.of(request.status, body));
    };
    request.onerror = unreachable('NetworkError');
    request.ontimeout = unreachable('TimeoutError');
    request.onabort = unreachable('AbortError');
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
