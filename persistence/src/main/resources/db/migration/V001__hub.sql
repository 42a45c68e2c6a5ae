-- The hub's tables. Every key starts with the organisation, so that data can be distributed by it. Times are epoch
-- milliseconds, positions see dev.parley.persistence.journal.Position, JSON is kept as text. One text for H2 and PostgreSQL.

CREATE TABLE orgs (
    org_id           uuid         NOT NULL PRIMARY KEY,
    name             varchar      NOT NULL,
    secret_hash      varchar(64)  NOT NULL,
    persist_messages boolean      NOT NULL,
    status           varchar(16)  NOT NULL,
    created_at       bigint       NOT NULL
);

CREATE TABLE org_settings (
    org_id                           uuid    NOT NULL PRIMARY KEY,
    messages_per_minute_per_bot      bigint  NOT NULL,
    threads_per_hour_per_bot         bigint  NOT NULL,
    file_upload_mb_per_day_per_bot   bigint  NOT NULL,
    message_ttl_days                 bigint,
    thread_auto_close_days           bigint,
    artifact_retention_days          bigint,
    default_thread_permission_policy varchar,
    join_approval_required           boolean NOT NULL,
    updated_at                       bigint  NOT NULL
);

-- Let their holders found an organisation; kept in plain text, as the operator is shown them at any time.
CREATE TABLE invite_codes (
    id         uuid         NOT NULL PRIMARY KEY,
    code       varchar(64)  NOT NULL UNIQUE,
    label      varchar(256),
    max_uses   bigint       NOT NULL,
    use_count  bigint       NOT NULL,
    expires_at bigint       NOT NULL,
    created_at bigint       NOT NULL
);

-- One row per organisation, locked by whoever appends to its journal. Entries up to purged_position may be gone because of
-- their age: whoever was away for longer cannot be told what it missed. epoch names this history of positions: where a backup
-- was restored there is a new one, as the same positions come to stand for other entries. state_version counts the changes to what
-- the lanes of all nodes remember of the organisation; messages are none.
CREATE TABLE org_positions (
    org_id          uuid        NOT NULL PRIMARY KEY,
    position        bigint      NOT NULL,
    purged_position bigint      NOT NULL DEFAULT 0,
    epoch           varchar(32) NOT NULL,
    state_version   bigint      NOT NULL DEFAULT 0
);

CREATE TABLE journal (
    org_id        uuid        NOT NULL,
    position      bigint      NOT NULL,
    type          varchar(32) NOT NULL,
    topic         varchar(8)  NOT NULL,
    topic_id      uuid        NOT NULL,
    actor_id      uuid,
    frame         varchar     NOT NULL,
    catchup_type  varchar(32),
    catchup_facts varchar,
    trace         varchar(55),
    PRIMARY KEY (org_id, position)
);

-- Replays and catch-up read ranges of it. The last columns are all they ask of an entry they only find or count: with less
-- H2 would go through the organisation's whole journal.
CREATE INDEX journal_by_topic ON journal (org_id, topic_id, position, catchup_type, actor_id, topic);

-- Who belonged to a channel or thread, and from which position to which.
CREATE TABLE members (
    org_id          uuid   NOT NULL,
    topic_id        uuid   NOT NULL,
    bot_id          uuid   NOT NULL,
    joined_position bigint NOT NULL,
    left_position   bigint,
    label           varchar,
    PRIMARY KEY (org_id, topic_id, bot_id, joined_position)
);

CREATE INDEX members_by_bot ON members (org_id, bot_id, topic_id);

-- The first answers to requests that came with an idempotency key; id stands for the key and whoever used it. Rows whose
-- time is up are ignored: until they are removed there may be a younger one for the same key.
CREATE TABLE idempotency_keys (
    org_id      uuid        NOT NULL,
    id          uuid        NOT NULL,
    fingerprint varchar(64) NOT NULL,
    answer      varchar     NOT NULL,
    created_at  bigint      NOT NULL,
    PRIMARY KEY (org_id, id, created_at)
);

CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

CREATE TABLE bots (
    org_id                 uuid         NOT NULL,
    id                     uuid         NOT NULL,
    name                   varchar(128) NOT NULL,
    auth_role              varchar(16)  NOT NULL,
    join_status            varchar(16)  NOT NULL,
    join_status_changed_by varchar(128),
    join_status_changed_at bigint,
    join_status_reason     varchar,
    last_seen_at           bigint,
    created_at             bigint       NOT NULL,
    metadata               varchar,
    bio                    varchar,
    role                   varchar,
    function_text          varchar,
    team                   varchar,
    tags                   varchar,
    languages              varchar,
    protocols              varchar,
    status_text            varchar,
    timezone               varchar,
    active_hours           varchar,
    version                varchar,
    runtime                varchar,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, name)
);

CREATE TABLE bot_name_tombstones (
    org_id     uuid         NOT NULL,
    name       varchar(128) NOT NULL,
    deleted_at bigint       NOT NULL,
    PRIMARY KEY (org_id, name)
);

-- Where a bot's events are posted, and how far that has come: what is up to position was delivered, was given up or is not
-- for it, attempts were made for what comes next. id is new whenever delivery starts anew, so that a delivery that is under
-- way meanwhile does not move this cursor. Secrets are kept in plain text, as they sign. event_types null means all.
CREATE TABLE webhooks (
    org_id                uuid    NOT NULL,
    bot_id                uuid    NOT NULL,
    id                    uuid    NOT NULL,
    url                   varchar NOT NULL,
    secret                varchar,
    previous_secret       varchar,
    previous_secret_until bigint,
    event_types           varchar,
    position              bigint  NOT NULL,
    attempts              integer NOT NULL,
    next_attempt_at       bigint  NOT NULL,
    consecutive_failures  integer NOT NULL,
    last_success_at       bigint,
    last_failure_at       bigint,
    lease_owner           uuid,
    leased_until          bigint  NOT NULL,
    created_at            bigint  NOT NULL,
    updated_at            bigint  NOT NULL,
    PRIMARY KEY (org_id, bot_id)
);

CREATE INDEX webhooks_by_due ON webhooks (next_attempt_at);

-- Nodes learn of each other's.
CREATE INDEX webhooks_by_creation ON webhooks (created_at);

-- What was tried lately; position is 0 for a test. Ids rise with time.
CREATE TABLE webhook_attempts (
    org_id      uuid        NOT NULL,
    bot_id      uuid        NOT NULL,
    id          uuid        NOT NULL,
    position    bigint      NOT NULL,
    type        varchar(32) NOT NULL,
    attempt     integer     NOT NULL,
    status      integer,
    error       varchar(256),
    duration_ms bigint      NOT NULL,
    created_at  bigint      NOT NULL,
    PRIMARY KEY (org_id, bot_id, id)
);

-- What was given up.
CREATE TABLE webhook_dead_letters (
    org_id   uuid        NOT NULL,
    bot_id   uuid        NOT NULL,
    position bigint      NOT NULL,
    type     varchar(32) NOT NULL,
    attempts integer     NOT NULL,
    status   integer,
    error    varchar(256),
    died_at  bigint      NOT NULL,
    PRIMARY KEY (org_id, bot_id, position)
);

-- How far each bot has come in the journal: what was handed to it, all up to delivered_position but the gaps
-- (dev.parley.persistence.cursor.Delivered), and what it says it has handled.
CREATE TABLE bot_cursors (
    org_id                uuid    NOT NULL,
    bot_id                uuid    NOT NULL,
    delivered_position    bigint  NOT NULL,
    gaps                  varchar NOT NULL,
    delivered_at          bigint,
    acknowledged_position bigint  NOT NULL,
    acknowledged_at       bigint,
    PRIMARY KEY (org_id, bot_id)
);

-- Bot tokens, primary (is_primary) and scoped; found by hash alone, as a request names no organisation.
CREATE TABLE tokens (
    token_hash   varchar(64) NOT NULL PRIMARY KEY,
    org_id       uuid        NOT NULL,
    bot_id       uuid        NOT NULL,
    id           uuid        NOT NULL,
    is_primary   boolean     NOT NULL,
    scopes       varchar     NOT NULL,
    label        varchar,
    expires_at   bigint,
    last_used_at bigint,
    created_at   bigint      NOT NULL
);

CREATE INDEX tokens_by_bot ON tokens (org_id, bot_id, id);

CREATE INDEX tokens_by_expiry ON tokens (expires_at);

CREATE TABLE sessions (
    id_hash         varchar(64) NOT NULL PRIMARY KEY,
    ref             varchar(16) NOT NULL,
    owner           varchar(64) NOT NULL,
    role            varchar(16) NOT NULL,
    org_id          uuid,
    bot_id          uuid,
    owner_name      varchar,
    scopes          varchar,
    token_id        uuid,
    not_after       bigint,
    created_at      bigint      NOT NULL,
    expires_at      bigint      NOT NULL
);

CREATE INDEX sessions_by_owner ON sessions (owner, created_at);

CREATE INDEX sessions_by_org ON sessions (org_id, created_at, id_hash);

CREATE INDEX sessions_by_ref ON sessions (ref);

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE tickets (
    org_id        uuid        NOT NULL,
    id            uuid        NOT NULL,
    code          varchar(64) NOT NULL UNIQUE,
    reusable      boolean     NOT NULL,
    skip_approval boolean     NOT NULL,
    consumed      boolean     NOT NULL,
    created_by    uuid,
    expires_at    bigint      NOT NULL,
    created_at    bigint      NOT NULL,
    PRIMARY KEY (org_id, id)
);

CREATE INDEX tickets_by_expiry ON tickets (expires_at);

-- Ids are made from positions (dev.parley.persistence.audit.AuditIds): their order is the order of time.
CREATE TABLE audit_log (
    org_id      uuid         NOT NULL,
    id          uuid         NOT NULL,
    bot_id      varchar(64),
    action      varchar(64)  NOT NULL,
    target_type varchar(32)  NOT NULL,
    target_id   varchar(512) NOT NULL,
    detail      varchar,
    created_at  bigint       NOT NULL,
    PRIMARY KEY (org_id, id)
);

-- Each filter of GET /api/audit, alone or with others, reads a page of one of these.
CREATE INDEX audit_by_action ON audit_log (org_id, action, id);

CREATE INDEX audit_by_target ON audit_log (org_id, target_id, id);

CREATE INDEX audit_by_target_type ON audit_log (org_id, target_type, id);

CREATE INDEX audit_by_bot ON audit_log (org_id, bot_id, id);

-- The part of the audit log that tells of messages: there are more of them than of all else, so they are kept apart, with
-- what a message can afford. Its key leads with the type, of which there are two.
CREATE TABLE audit_messages (
    org_id      uuid         NOT NULL,
    id          uuid         NOT NULL,
    bot_id      varchar(64),
    action      varchar(64)  NOT NULL,
    target_type varchar(32)  NOT NULL,
    target_id   varchar(512) NOT NULL,
    detail      varchar,
    created_at  bigint       NOT NULL,
    PRIMARY KEY (org_id, target_type, id)
);

CREATE INDEX audit_messages_by_target ON audit_messages (org_id, target_id, id);

CREATE INDEX audit_messages_by_bot ON audit_messages (org_id, target_type, bot_id, id);

-- A direct channel belongs to an unordered pair of bots: pair_low < pair_high, as java.util.UUID compares.
CREATE TABLE channels (
    org_id     uuid        NOT NULL,
    id         uuid        NOT NULL,
    type       varchar(16) NOT NULL,
    name       varchar,
    pair_low   uuid        NOT NULL,
    pair_high  uuid        NOT NULL,
    created_at bigint      NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, pair_low, pair_high)
);

-- A client is told a channel of another organisation from one that does not exist.
CREATE INDEX channels_by_id ON channels (id);

-- topic_folded is the topic as it is searched: in lower case.
CREATE TABLE threads (
    org_id            uuid        NOT NULL,
    id                uuid        NOT NULL,
    topic             varchar     NOT NULL,
    topic_folded      varchar     NOT NULL,
    tags              varchar,
    status            varchar(16) NOT NULL,
    initiator_id      uuid,
    channel_id        uuid,
    context           varchar,
    close_reason      varchar(16),
    permission_policy varchar,
    visibility        varchar(16) NOT NULL,
    join_policy       varchar(16) NOT NULL,
    revision          bigint      NOT NULL,
    created_at        bigint      NOT NULL,
    updated_at        bigint      NOT NULL,
    last_activity_at  bigint      NOT NULL,
    resolved_at       bigint,
    PRIMARY KEY (org_id, id)
);

CREATE INDEX threads_by_activity ON threads (org_id, last_activity_at, id);

-- Lists of one status, and what has been idle for too long.
CREATE INDEX threads_by_status ON threads (org_id, status, last_activity_at, id);

CREATE TABLE join_requests (
    org_id       uuid        NOT NULL,
    thread_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    bot_id       uuid        NOT NULL,
    status       varchar(16) NOT NULL,
    requested_at bigint      NOT NULL,
    resolved_at  bigint,
    resolved_by  uuid,
    PRIMARY KEY (org_id, thread_id, id)
);

CREATE INDEX join_requests_by_bot ON join_requests (org_id, bot_id);

-- Messages of channels and threads; created_at follows from the position.
CREATE TABLE messages (
    org_id       uuid         NOT NULL,
    topic_id     uuid         NOT NULL,
    position     bigint       NOT NULL,
    id           uuid         NOT NULL,
    sender_id    uuid,
    content      varchar      NOT NULL,
    content_type varchar(128) NOT NULL,
    parts        varchar,
    mentions     varchar,
    mention_all  boolean      NOT NULL,
    metadata     varchar,
    reply_to_id  uuid,
    PRIMARY KEY (org_id, topic_id, position)
);

CREATE UNIQUE INDEX messages_by_id ON messages (org_id, id);

-- What can be searched is indexed behind the journal: up to its cursor an index knows everything. See
-- dev.parley.persistence.search.SearchIndexRepository.
CREATE TABLE search_cursors (
    org_id   uuid       NOT NULL,
    kind     varchar(8) NOT NULL,
    position bigint     NOT NULL,
    PRIMARY KEY (org_id, kind)
);

-- The ids of documents that were indexed together. A settled chunk is in no merge any more.
CREATE TABLE search_chunks (
    org_id         uuid       NOT NULL,
    kind           varchar(8) NOT NULL,
    start_position bigint     NOT NULL,
    settled        boolean    NOT NULL,
    documents      bytea      NOT NULL,
    PRIMARY KEY (org_id, kind, start_position)
);

-- Which documents of a segment, a run of chunks, have which pairs of characters, for one group of pairs.
CREATE TABLE search_blocks (
    org_id         uuid    NOT NULL,
    bucket         integer NOT NULL,
    start_position bigint  NOT NULL,
    last_chunk     bigint  NOT NULL,
    grams          bytea   NOT NULL,
    PRIMARY KEY (org_id, bucket, start_position)
);

CREATE TABLE artifacts (
    org_id         uuid         NOT NULL,
    thread_id      uuid         NOT NULL,
    artifact_key   varchar(256) NOT NULL,
    version        integer      NOT NULL,
    id             uuid         NOT NULL,
    type           varchar(16)  NOT NULL,
    title          varchar,
    content        varchar,
    language       varchar,
    url            varchar,
    mime_type      varchar,
    contributor_id uuid,
    format_warning boolean      NOT NULL,
    created_at     bigint       NOT NULL,
    PRIMARY KEY (org_id, thread_id, artifact_key, version)
);

-- The oldest versions of a thread go first.
CREATE INDEX artifacts_by_time ON artifacts (org_id, thread_id, created_at);

-- location is where the store has the bytes. An id is looked up without its organisation: a client is told a file of
-- another one from one that does not exist.
CREATE TABLE files (
    org_id      uuid        NOT NULL,
    id          uuid        NOT NULL,
    uploader_id uuid,
    name        varchar     NOT NULL,
    mime_type   varchar(64) NOT NULL,
    size        bigint      NOT NULL,
    location    varchar     NOT NULL,
    created_at  bigint      NOT NULL,
    PRIMARY KEY (org_id, id)
);

CREATE UNIQUE INDEX files_by_id ON files (id);

-- What was uploaded today counts against quotas.
CREATE INDEX files_by_time ON files (org_id, created_at);

-- The bytes of files that are kept in the database, cut into pieces (dev.parley.persistence.file.FileContentRepository).
CREATE TABLE file_chunks (
    org_id     uuid    NOT NULL,
    content_id uuid    NOT NULL,
    chunk      integer NOT NULL,
    bytes      bytea   NOT NULL,
    PRIMARY KEY (org_id, content_id, chunk)
);

-- Contents that no file has yet. One that is old was broken off.
CREATE TABLE file_contents_begun (
    org_id     uuid   NOT NULL,
    content_id uuid   NOT NULL,
    begun_at   bigint NOT NULL,
    PRIMARY KEY (org_id, content_id)
);

CREATE INDEX file_contents_begun_by_time ON file_contents_begun (begun_at);

-- The nodes that run the hub together. A living one changes renewed_at (ms of its own clock, never twice the same) every few
-- seconds, which is all that others look at; version counts the changes of its online_bots, notices what it told the others besides.
CREATE TABLE nodes (
    node_id    uuid   NOT NULL PRIMARY KEY,
    version    bigint NOT NULL,
    notices    bigint NOT NULL,
    renewed_at bigint NOT NULL
);

-- Which bots are connected to which node. Rows of a node that is not in nodes count for nothing.
CREATE TABLE online_bots (
    org_id  uuid NOT NULL,
    bot_id  uuid NOT NULL,
    node_id uuid NOT NULL,
    PRIMARY KEY (org_id, bot_id, node_id)
);

CREATE INDEX online_bots_by_node ON online_bots (node_id, bot_id);

-- Work that one node does for all: nobody else begins with it before held_until, by the database's clock.
CREATE TABLE leases (
    name       varchar(64) NOT NULL PRIMARY KEY,
    owner_id   uuid        NOT NULL,
    held_until bigint      NOT NULL
);

-- Tickets for WebSocket connections where nodes share them: none lives for longer than half a minute.
CREATE TABLE ws_tickets (
    hash            varchar(64) NOT NULL PRIMARY KEY,
    credential      varchar(8)  NOT NULL,
    credential_hash varchar(64) NOT NULL,
    expires_at      bigint      NOT NULL
);

CREATE INDEX ws_tickets_by_credential ON ws_tickets (credential_hash, expires_at);

CREATE INDEX ws_tickets_by_expiry ON ws_tickets (expires_at);
