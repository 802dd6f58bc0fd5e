namespace Ml.Gan.Cli.Parsing;

/// <summary>Scripts by which shells ask the tool what a line can go on with.</summary>
internal static class CompletionScripts
{
    /// <summary>For bash 4 or newer, which breaks words at colons and equals signs unless told otherwise.</summary>
    public const string Bash = """
        # Completion of mlgan for bash. In ~/.bashrc: source <(mlgan completion bash)
        _mlgan() {
            local line="${COMP_LINE:0:COMP_POINT}" found word start mark
            COMPREPLY=()
            while IFS= read -r found; do
                [[ -n $found ]] && COMPREPLY+=("${found%$'\r'}")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            word="${line##*[[:space:]]}"
            for mark in : =; do
                if [[ $word == *"$mark"* && $COMP_WORDBREAKS == *"$mark"* ]]; then
                    start="${word%"${word##*"$mark"}"}"
                    COMPREPLY=("${COMPREPLY[@]#"$start"}")
                fi
            done
        }
        complete -o bashdefault -o default -F _mlgan mlgan
        """;

    /// <summary>For zsh.</summary>
    public const string Zsh = """
        #compdef mlgan
        # Completion of mlgan for zsh. In ~/.zshrc, below compinit: source <(mlgan completion zsh)
        _mlgan() {
            local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            found=("${(@)found:#}")
            if (( ${#found} )); then
                compadd -a found
            else
                _files
            fi
        }
        compdef _mlgan mlgan
        """;

    /// <summary>For PowerShell 7.</summary>
    public const string PowerShell = """
        # Completion of mlgan for PowerShell. In $PROFILE: mlgan completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName mlgan -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $start = $commandAst.Extent.StartOffset
            $line = $commandAst.ToString().PadRight($cursorPosition - $start).Substring(0, $cursorPosition - $start)
            & $commandAst.GetCommandName() "[suggest:$($line.Length)]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;
}
