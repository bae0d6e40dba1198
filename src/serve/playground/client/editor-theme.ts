import { pick, useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import type * as Monaco from 'monaco-editor';
import { useEffect } from 'react';

/** Names under which Monaco knows the two looks of the editors. */
export const EDITOR_THEMES = { light: 'broadsheet-light', dark: 'broadsheet-dark' };

const INK = {
  light: {
    paper: '#fffefb',
    accent: '#9b1c31',
    wash: '#9b1c3114',
    faint: '#1f1a1714',
    comment: '6f675c',
    keyword: '9b1c31',
    field: '1c4a7d',
    string: '2f6b3a',
    number: '8a5a00',
    type: '6a3d8f',
    text: '2a2522',
  },
  dark: {
    paper: '#1d1c1f',
    accent: '#ff8f87',
    wash: '#ff8f8722',
    faint: '#e9e3d814',
    comment: '9a9287',
    keyword: 'ff8f87',
    field: '8fbcf0',
    string: '9fcf9a',
    number: 'e5b567',
    type: 'd3a8f0',
    text: 'e9e3d8',
  },
};

type Ink = (typeof INK)['light'];

function tokenRules(ink: Ink): Monaco.editor.ITokenThemeRule[] {
  const colours = {
    '': ink.text,
    keyword: ink.keyword,
    'key.identifier.gql': ink.field,
    'argument.identifier.gql': ink.type,
    'type.identifier': ink.type,
    string: ink.string,
    'string.key.json': ink.field,
    'string.value.json': ink.string,
    number: ink.number,
    'keyword.json': ink.keyword,
  };
  const rules = Object.entries(colours).map(([token, foreground]) => ({ token, foreground }));
  return [...rules, { token: 'comment', foreground: ink.comment, fontStyle: 'italic' }];
}

function widgetColours({ text, comment, paper, accent, wash, faint }: Ink): Monaco.editor.IColors {
  const brackets = [1, 2, 3, 4, 5, 6].map((level) => [
    `editorBracketHighlight.foreground${level}`,
    `#${comment}`,
  ]);
  return {
    ...Object.fromEntries(brackets),
    'editor.background': '#ffffff00',
    'editor.foreground': `#${text}`,
    'editorLineNumber.foreground': `#${comment}99`,
    'editorLineNumber.activeForeground': `#${text}`,
    'scrollbar.shadow': '#ffffff00',
    'textLink.foreground': accent,
    'textLink.activeForeground': accent,
    'editorLink.activeForeground': accent,
    'editorWidget.background': paper,
    'editorWidget.resizeBorder': accent,
    'editorHoverWidget.background': paper,
    'editorSuggestWidget.background': paper,
    'editorSuggestWidget.selectedBackground': wash,
    'editorSuggestWidget.selectedForeground': `#${text}`,
    'editorSuggestWidget.highlightForeground': accent,
    'list.hoverBackground': wash,
    'list.highlightForeground': accent,
    'menu.background': paper,
    'menu.selectionBackground': wash,
    'menu.selectionForeground': accent,
    'quickInput.background': paper,
    'quickInputList.focusBackground': wash,
    'input.background': faint,
    'toolbar.hoverBackground': wash,
    'pickerGroup.foreground': accent,
    focusBorder: accent,
  };
}

function defineTheme(monaco: typeof Monaco, mode: 'light' | 'dark'): void {
  monaco.editor.defineTheme(EDITOR_THEMES[mode], {
    base: mode === 'light' ? 'vs' : 'vs-dark',
    inherit: true,
    rules: tokenRules(INK[mode]),
    colors: widgetColours(INK[mode]),
  });
}

/**
 * GraphiQL gives its editors fixed options; these make room for more text in them. Monaco's warnings against
 * look-alike and invisible characters are for source code: in news they box every apostrophe and the zero-width
 * spaces between Khmer words.
 */
const EDITOR_OPTIONS = {
  fontFamily: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 14,
  lineHeight: 20,
  wordWrap: 'on',
  wrappingIndent: 'indent',
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
} as const;

/**
 * Teaches Monaco the two themes, and has the editors follow the system when it turns dark or light while no
 * choice was made here (the rest of the page follows by CSS). Renders nothing; stands before the editors.
 */
export function EditorTheme(): null {
  const monaco = useMonaco((state) => state.monaco);
  const theme = useGraphiQL((state) => state.theme);
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'));
  const { setTheme } = useGraphiQLActions();

  useEffect(() => {
    if (monaco === undefined) return;
    defineTheme(monaco, 'light');
    defineTheme(monaco, 'dark');
    // Set anew: the theme that the store named at its start did not exist then.
    setTheme(theme);
  }, [monaco, theme, setTheme]);

  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions(EDITOR_OPTIONS);
  }, [editors]);

  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => theme === null && setTheme(null);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [theme, setTheme]);

  return null;
}
