import type { Command } from 'commander'
import { UsageError } from './usage-error.ts'

/** Shells that a completion script is written for. */
export const shells = ['bash', 'zsh', 'fish'] as const

/** A script that completes commands and flags, made from the program itself. Throws `UsageError` for another shell. */
export function completionScript(shell: string, program: Command): string {
  if (shell === 'bash') return bash(program)
  if (shell === 'zsh') return `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}`
  if (shell === 'fish') return fish(program)
  throw new UsageError(`no completion for "${shell}": choose ${shells.join(', ')}`)
}

function bash(program: Command): string {
  const cases = program.commands.map((command) => `    ${command.name()}) words="${flagsOf(command).join(' ')}" ;;`)
  return `# In ~/.bashrc: source <(kubemedic completion bash)
_kubemedic() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="${program.commands.map((command) => command.name()).join(' ')} --help --version" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _kubemedic kubemedic`
}

function fish(program: Command): string {
  const commands = program.commands.map(
    (command) => `complete -c kubemedic -n __fish_use_subcommand -f -a ${command.name()} -d '${quoted(command)}'`,
  )
  const flags = program.commands.flatMap((command) =>
    flagsOf(command).map(
      (flag) =>
        `complete -c kubemedic -n '__fish_seen_subcommand_from ${command.name()}' -l ${flag.replace(/^--/, '')}`,
    ),
  )
  return ['# In ~/.config/fish/config.fish: kubemedic completion fish | source', ...commands, ...flags].join('\n')
}

function flagsOf(command: Command): readonly string[] {
  return [...command.options.flatMap(({ long }) => (long ? [long] : [])), '--help']
}

function quoted(command: Command): string {
  return command.description().replaceAll("'", '')
}
