// `@tarojs/taro` for the mini program: what its own entry does, asking for one export of the runtime by name. The
// original takes the whole namespace, and with it webpack keeps every part of it that nobody uses.
const hooks = require('@tarojs/runtime').hooks;
const taro = require('@tarojs/api').default;

if (hooks.isExist('initNativeApi')) hooks.call('initNativeApi', taro);

module.exports = taro;
module.exports.default = taro;
