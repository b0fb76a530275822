/**
 * `@tarojs/components` for the preview. Taro's own entry brings every component that any page uses before the first
 * screen; those that are heavy and are on no first screen come when a page shows them. Nothing but names stands here:
 * Taro's build takes out of this file whatever bears no component's name.
 */
export { Button, Canvas, Image, RichText, ScrollView, Text, View } from '@tarojs/components/lib/react/components.js';
export { Picker, Textarea, Video } from './later';
