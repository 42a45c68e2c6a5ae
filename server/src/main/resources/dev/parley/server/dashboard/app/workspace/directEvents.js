/** What events change in a list of direct channels, the latest activity first. Pure functions. */

const about = (items, id) => items.some((direct) => direct.id === id);

/** Whether an event is of a channel that is not in the list. */
export const isNews = (items, event) => event.type === 'message' && !about(items, event.channel_id);

const withPreview = (direct, { message, sender_name }) => ({
  ...direct,
  last_activity_at: message.created_at,
  last_message_preview: {
    content: message.content,
    sender_id: message.sender_id,
    sender_name,
    created_at: message.created_at,
  },
});

/** The list with what an event says of one bot. */
const withBot = (items, id, facts) =>
  items.map((direct) =>
    direct.counterpart_bot.id === id
      ? { ...direct, counterpart_bot: { ...direct.counterpart_bot, ...facts } }
      : direct,
  );

function afterEvent(items, event) {
  switch (event.type) {
    case 'message': {
      const spoken = items.find((direct) => direct.id === event.channel_id);
      return spoken ? [withPreview(spoken, event), ...items.filter((direct) => direct !== spoken)] : items;
    }
    case 'bot_online':
    case 'bot_offline':
      return withBot(items, event.bot.id, { online: event.type === 'bot_online' });
    case 'bot_renamed':
      return withBot(items, event.bot_id, { name: event.new_name });
    default:
      return items;
  }
}

export const afterEvents = (items, events) => events.reduce(afterEvent, items);
