import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/ingest/clean/language.js';

describe('detectLanguage', () => {
  it.each([
    ['he', 'המעבורת הפסיקה לפעול ביום שני משום שפני המים בנהר נמוכים מדי עבור הנווט'],
    ['am', 'ጀልባው ሰኞ ዕለት ሥራ አቆመ ምክንያቱም የወንዙ ውኃ ለመርከበኛው በጣም ዝቅተኛ ነው'],
    [
      'en',
      'The ferry stopped on Monday after the river fell below the level at which the pilot can find the channel.',
    ],
    [
      'de',
      'Die Fähre fährt seit Montag nicht mehr, weil der Fluss zu niedrig ist und der Lotse die Rinne nicht findet.',
    ],
    [
      'fr',
      'Le bac ne circule plus depuis lundi, parce que le fleuve est trop bas pour que le pilote trouve le chenal.',
    ],
    [
      'id',
      'Perusahaan itu mengatakan bahwa kapal tidak bisa berlayar karena air sungai terlalu rendah sejak hari Senin.',
    ],
    ['km', 'ក្រុមប្រឹក្សាក្រុងបានសម្រេចនៅថ្ងៃចន្ទថាផ្សារចាស់នឹងត្រូវជួសជុលមុនរដូវវស្សាខាងមុខ។'],
    ['th', 'เรือข้ามฟากหยุดวิ่งตั้งแต่วันจันทร์เพราะน้ำในแม่น้ำต่ำเกินไปสำหรับคนขับเรือ'],
    [
      'ko',
      '강물이 너무 낮아져서 월요일부터 나룻배가 다니지 않는다고 섬 주민들이 말했다. 언제 다시 다닐지는 모른다.',
    ],
    [
      'ja',
      '川の水位が下がったため、月曜日から渡し船が運休している。再開の見通しは立っていないと役場は説明している。',
    ],
    [
      'zh',
      '由于河水水位过低，渡船自星期一起停航，岛上居民不知道何时恢复通航，镇政府表示将尽快派出挖泥船清理航道。',
    ],
    [
      'ru',
      'Паром не ходит с понедельника, потому что вода в реке опустилась слишком низко и лоцман не находит фарватер.',
    ],
  ])('finds %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it.each(['', 'Ferry', '12 34 56 78', 'www.example.com'])('does not guess from %j', async (text) => {
    expect(await detectLanguage(text)).toBeNull();
  });
});
