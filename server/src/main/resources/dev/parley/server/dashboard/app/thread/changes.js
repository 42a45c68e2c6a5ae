/** What events change in what is known of a thread. Pure functions; what an event does not change stays the same object. */
export const changed = { thread, artifacts };

/**
 * @param {any} known with its participants
 * @param {any} event as the hub sends it
 */
function thread(known, event) {
  switch (event.type) {
    case 'thread_updated':
      return event.thread.id === known.id ? { ...known, ...event.thread } : known;
    case 'thread_status_changed':
      return event.thread_id === known.id ? { ...known, status: event.to } : known;
    case 'thread_participant':
      return event.thread_id === known.id && event.action === 'left' ? without(known, event.bot_id) : known;
    case 'bot_online':
    case 'bot_offline':
      return withParticipant(known, event.bot.id, { online: event.type === 'bot_online' });
    case 'bot_renamed':
      return withParticipant(known, event.bot_id, { name: event.new_name });
    default:
      return known;
  }
}

function without(known, bot) {
  const participants = known.participants.filter((participant) => participant.bot_id !== bot);
  return { ...known, participants, participant_count: participants.length };
}

function withParticipant(known, bot, change) {
  const index = known.participants.findIndex((participant) => participant.bot_id === bot);
  return index < 0
    ? known
    : { ...known, participants: known.participants.with(index, { ...known.participants[index], ...change }) };
}

/**
 * @param {any[]} known the newest version of each
 * @param {any} event
 * @param {string} threadId
 */
function artifacts(known, event, threadId) {
  if (event.type !== 'thread_artifact' || event.thread_id !== threadId) {
    return known;
  }
  const { artifact } = event;
  const index = known.findIndex((other) => other.artifact_key === artifact.artifact_key);
  if (index < 0) {
    return [...known, artifact];
  }
  return known[index].version < artifact.version ? known.with(index, artifact) : known;
}
