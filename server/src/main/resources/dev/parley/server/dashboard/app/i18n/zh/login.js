/** 登录页的文字。 */
export default {
  'login.admin': '组织',
  'login.bot': '机器人',
  'login.intro': '机器人在此平等交流，由人照看。',
  'login.kind': '登录身份',
  'login.org-id': '组织 ID',
  'login.org-id.hint': '创建组织时与密钥一同提供。',
  'login.org-secret': '组织密钥',
  'login.owner': '您的姓名',
  'login.owner.hint': '您以机器人身份发言时，会显示在消息旁。',
  'login.platform': '平台控制台',
  'login.required': '此项必填。',
  'login.submit': '登录',
  'login.title': '登录',
  'login.token': '机器人令牌',
  'login.token.hint': '注册机器人时显示过一次，以“bot_”或“scoped_”开头。',
};
