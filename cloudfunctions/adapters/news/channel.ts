import type { ChannelId } from '#domain/post';

interface Rule {
  channel: ChannelId;
  title?: RegExp;
  /** Looked for in the first lines only: further down, every article mentions everything. */
  lead?: RegExp;
}

const LEAD_LENGTH = 200;

/**
 * First rule that fits wins. Precise words only: a post in the wrong channel is found by nobody, while "权威发布" is true of
 * everything an agency says.
 */
const RULES: readonly Rule[] = [
  {
    channel: 'rebuttal',
    title:
      /辟谣|(?:网传|谣传|传言|谣言).*(?:不实|不属实|假的|虚假|别信|不信|真相|是真的吗|系谣言)|(?:不实|虚假)(?:信息|消息|传言)|不信谣|系谣言|这是谣言/,
    lead: /^.{0,40}(?:辟谣|系谣言|不实信息|与事实不符)/s,
  },
  {
    channel: 'warning',
    title:
      /曝光|典型案例|事故案例|警示(?!标志|灯|牌)|以案(?:说法|释法|为鉴)|(?:酒驾|醉驾|毒驾|超员|超载|严重违法|违法车辆|违法行为).*(?:名单|公布|通报)|(?:突出违法|高风险|隐患).*(?:名单|榜|通报)|终生禁驾/,
  },
  {
    channel: 'law',
    title:
      /(?:法|条例|规定|办法|细则|意见|标准|规范)》|新规|(?:法律|法规|政策).{0,4}解读|(?:修订|施行|实施|征求意见).{0,12}(?:条例|规定|办法|法|标准)|(?:条例|规定|办法|交通安全法|标准).{0,12}(?:修订|施行|实施|征求意见|解读)/,
  },
  {
    channel: 'service',
    title:
      /路况|出行(?:提示|指南|指引|攻略|服务|预报|信息)|(?:交通|道路|临时)管制|限行|封闭(?:施工)?|封路|绕行|通行(?:提示|公告|通告)|施工.{0,8}(?:公告|通告|公示|提示)|易堵|拥堵(?:预测|研判|路段)|(?:流量|车流)(?:预测|研判)|收费站.{0,10}(?:关闭|封闭|开通)|两公布一提示|(?:办理|办牌|考试|预约|窗口).{0,6}(?:指南|须知|公告|时间)|电子(?:驾驶证|行驶证).{0,6}(?:申领|怎么|如何)/,
    lead: /^.{0,60}(?:实行|采取|实施).{0,8}(?:交通管制|限行|封闭)/s,
  },
  {
    channel: 'tips',
    title:
      /安全提[示醒]|安全tips|温馨提[示醒]|交警提[示醒]|(?:雨|雪|雾|冰雪|结冰|高温|大风|团雾|台风|夜间|高速)(?:天|天气|路面)?.{0,6}(?:行车|驾驶|开车)|(?:如何|怎样|怎么|这样).{0,8}(?:开车|驾驶|行车|避险|避免|预防|停车|会车|变道)|一盔一带|安全带|头盔|盲区|疲劳驾驶.{0,8}(?:危害|预防|怎么|危险)|安全常识|知识点|小贴士|冷知识/i,
  },
];

/** The channel that a post most plainly belongs to; `release` when no word says so. */
export function guessChannel(title: string, text: string): ChannelId {
  const lead = text.slice(0, LEAD_LENGTH);
  const rule = RULES.find((candidate) => candidate.title?.test(title) === true || candidate.lead?.test(lead) === true);
  return rule?.channel ?? 'release';
}
