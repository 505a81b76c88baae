// SPDX-License-Identifier: GPL-2.0-or-later
import { inLanguage, language, say, type Text } from './words';

/** What went wrong with a request, in words for people. */
export class RequestError extends Error {
  constructor(
    readonly code: string,
    readonly text: Text,
  ) {
    super(text.en);
  }
  get words(): string {
    return inLanguage(this.text);
  }
}

function both(zh: string, en: string): Text {
  return { zh, en };
}

/** Of an answer that is none: its problem+json in words, or its status. */
async function refusal(response: Response): Promise<RequestError> {
  try {
    const told = await response.json();
    if (typeof told.code === 'string' && typeof told.messages?.zh === 'string') {
      return new RequestError(told.code, told.messages);
    }
  } catch {
    // no JSON: a proxy answered
  }
  return new RequestError(
    `status-${response.status}`,
    both(`服务器回答 ${response.status}`, `the server answered ${response.status}`),
  );
}

/** A JSON document of this server. Rejects with RequestError, or AbortError when it was given up. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      signal,
      headers: { Accept: 'application/geo+json, application/json', 'Accept-Language': language() },
      credentials: 'same-origin',
    });
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    throw new RequestError('offline', both('连接不到服务器', 'the server cannot be reached'));
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()) as T;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any error as a sentence. */
export function inWords(error: unknown): string {
  return error instanceof RequestError ? error.words : say('error.unknown');
}
