// SPDX-License-Identifier: GPL-2.0-or-later
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A state that elements look at; they are drawn anew when it changes. */
export class Store<T extends object> {
  private readonly listeners = new Set<(changed: ReadonlySet<keyof T>) => void>();

  constructor(private held: T) {}

  get state(): Readonly<T> {
    return this.held;
  }

  update(patch: Partial<T>): void {
    const changed = new Set<keyof T>();
    for (const key of Object.keys(patch) as (keyof T)[]) {
      if (this.held[key] !== patch[key]) {
        changed.add(key);
      }
    }
    if (changed.size === 0) {
      return;
    }
    this.held = { ...this.held, ...patch };
    for (const listener of [...this.listeners]) {
      listener(changed);
    }
  }

  subscribe(listener: (changed: ReadonlySet<keyof T>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Draws its element anew whenever the store changes. */
export class Watching<T extends object> implements ReactiveController {
  private end?: () => void;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly store: Store<T>,
    private readonly keys?: readonly (keyof T)[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.end = this.store.subscribe((changed) => {
      if (!this.keys || this.keys.some((key) => changed.has(key))) {
        this.host.requestUpdate();
      }
    });
  }

  hostDisconnected(): void {
    this.end?.();
  }
}
