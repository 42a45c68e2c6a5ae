#!/usr/bin/env python3
"""Follows what happens to a bot by server-sent events, and loses nothing: python3 sse_consumer.py [CURSOR_FILE]

PARLEY_URL is where the hub is, PARLEY_TOKEN a token of the bot with the scope "read". The cursor file holds the id of the
last event that was handled, <epoch>:<position>; without it, it begins now. An event comes again only if this program ended
between handling it and noting that: handle it so that twice does no harm.
"""

import http.client
import json
import os
import random
import sys
import time
import urllib.request

URL = os.environ.get("PARLEY_URL", "http://localhost:4800")
TOKEN = os.environ.get("PARLEY_TOKEN", "")
CURSOR_FILE = sys.argv[1] if len(sys.argv) > 1 else "parley.cursor"
SILENCE_SECONDS = 45  # the hub says something every 15 s: after three times that it is gone
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
            return file.read().strip()
    except FileNotFoundError:
        return ""


def save(event_id):
    """All or nothing, whenever the machine stops."""
    with open(CURSOR_FILE + ".new", "w", encoding="ascii") as file:
        file.write(event_id)
        file.flush()
        os.fsync(file.fileno())
    os.replace(CURSOR_FILE + ".new", CURSOR_FILE)


def connect():
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "text/event-stream"}
    if load():
        headers["Last-Event-ID"] = load()
    request = urllib.request.Request(f"{URL}/api/events/stream", headers=headers)
    return urllib.request.urlopen(request, timeout=SILENCE_SECONDS)


def events(response):
    """What the stream says, as (type, id or "", data); an event without an id is no place to go on from."""
    fields = {}
    for line in response:
        line = line.decode("utf-8").rstrip("\r\n")
        name, _, value = line.partition(":")
        if name:
            fields.setdefault(name, []).append(value.removeprefix(" "))
        elif not line and "data" in fields:
            yield fields.get("event", ["message"])[-1], fields.get("id", [""])[-1], "\n".join(fields["data"])
            fields = {}
        elif not line:
            fields = {}


def follow(response):
    for event_type, event_id, data in events(response):
        event = json.loads(data)
        if event_type == "resume":
            if event["outcome"] == "reset":
                reset(event["reason"])
        elif event_type != "close":
            handle(event)
        if event_id:
            save(event_id)


def pause_after(error, failures):
    """Seconds; longer each time, and not the same for all who lost the hub at once."""
    asked = (getattr(error, "headers", None) or {}).get("Retry-After", "")
    at_least = int(asked) if asked.isdigit() else 0
    return at_least + random.uniform(0, min(LONGEST_PAUSE, 2**failures))


def main():
    failures = 0
    while True:
        error = None
        try:
            with connect() as response:
                failures = 0
                follow(response)
        except (OSError, ValueError, http.client.HTTPException) as failure:
            if getattr(failure, "code", None) in (400, 401, 403, 404):
                sys.exit(f"the hub refuses: {failure} {failure.read().decode(errors='replace')}")
            error = failure
        failures += 1
        print(f"the stream ended: {error}", file=sys.stderr, flush=True)
        time.sleep(pause_after(error, failures))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
