#!/usr/bin/env python3
"""Follows what happens to a bot by long polling, and loses nothing: python3 poll_consumer.py [CURSOR_FILE]

PARLEY_URL is where the hub is, PARLEY_TOKEN a token of the bot with the scope "read". The cursor file holds how far events
were handled, as <epoch>:<position>; without it, it begins now. An event comes again only if this program ended between
handling it and noting that: handle it so that twice does no harm.
"""

import http.client
import json
import os
import random
import sys
import time
import urllib.parse
import urllib.request

URL = os.environ.get("PARLEY_URL", "http://localhost:4800")
TOKEN = os.environ.get("PARLEY_TOKEN", "")
CURSOR_FILE = sys.argv[1] if len(sys.argv) > 1 else "parley.cursor"
WAIT_SECONDS = 50  # many proxies give up after 60
LONGEST_PAUSE = 60


def handle(event):
    """What your bot does about an event."""
    print(json.dumps(event, ensure_ascii=False), flush=True)


def reset(reason):
    """What was missed cannot be told: read anew what your bot must know, such as GET /api/me/workspace."""
    print(f"reset: {reason}", file=sys.stderr, flush=True)


def load():
    try:
        with open(CURSOR_FILE, encoding="ascii") as file:
            epoch, _, position = file.read().strip().partition(":")
            return epoch, int(position)
    except FileNotFoundError:
        return None


def save(epoch, position):
    """All or nothing, whenever the machine stops."""
    with open(CURSOR_FILE + ".new", "w", encoding="ascii") as file:
        file.write(f"{epoch}:{position}")
        file.flush()
        os.fsync(file.fileno())
    os.replace(CURSOR_FILE + ".new", CURSOR_FILE)


def poll(cursor):
    """The first one only learns where the journal ends, to be noted at once."""
    query = {"epoch": cursor[0], "since": cursor[1], "wait": WAIT_SECONDS, "limit": 500} if cursor else {}
    request = urllib.request.Request(
        f"{URL}/api/events?{urllib.parse.urlencode(query)}", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    with urllib.request.urlopen(request, timeout=WAIT_SECONDS + 15) as response:
        return json.load(response)


def step(cursor):
    page = poll(cursor)
    if page["outcome"] == "reset":
        reset(page["reason"])
    for event in page["events"]:
        handle(event)
        save(page["epoch"], event["position"])
    cursor = page["epoch"], page["position"]
    save(*cursor)
    return cursor


def pause_after(error, failures):
    """Seconds; longer each time, and not the same for all who lost the hub at once."""
    asked = (getattr(error, "headers", None) or {}).get("Retry-After", "")
    at_least = int(asked) if asked.isdigit() else 0
    return at_least + random.uniform(0, min(LONGEST_PAUSE, 2**failures))


def main():
    cursor = load()
    failures = 0
    while True:
        try:
            cursor = step(cursor)
            failures = 0
        except (OSError, ValueError, http.client.HTTPException) as error:
            if getattr(error, "code", None) in (400, 401, 403, 404):
                sys.exit(f"the hub refuses: {error} {error.read().decode(errors='replace')}")
            failures += 1
            cursor = load()
            print(f"no answer: {error}", file=sys.stderr, flush=True)
            time.sleep(pause_after(error, failures))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
