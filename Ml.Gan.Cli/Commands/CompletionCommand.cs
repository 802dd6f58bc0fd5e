using System.CommandLine;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan completion</c>.</summary>
internal static class CompletionCommand
{
    private const string Notes = """
        bash: source <(mlgan completion bash), in ~/.bashrc for every shell.
        zsh: source <(mlgan completion zsh), in ~/.zshrc below compinit.
        PowerShell: mlgan completion pwsh | Out-String | Invoke-Expression, in $PROFILE.
        Then Tab completes commands, options and names that options take; elsewhere, files.
        """;

    private static readonly (string Name, string Script)[] s_shells =
    [
        ("bash", CompletionScripts.Bash), ("zsh", CompletionScripts.Zsh), ("pwsh", CompletionScripts.PowerShell),
    ];

    public static Command Create(Terminal terminal)
    {
        string[] names = [.. s_shells.Select(shell => shell.Name)];
        var shell = new Argument<string>(string.Join('|', names))
        {
            Description = $"The shell: {string.Join(", ", names)}.",
            CustomParser = result =>
            {
                string name = result.Tokens[0].Value;
                if (!names.Contains(name))
                    result.AddError(
                        $"completion takes {string.Join(" or ", names)}, not '{name}'"
                        + NearestName.Question(name, names));
                return name;
            },
        };
        var command = new NotedCommand("completion", "Writes a script that has Tab complete command lines.", Notes)
        {
            shell,
        };
        command.SetAction(line =>
        {
            string name = line.GetRequiredValue(shell);
            terminal.Output.WriteLine(s_shells.Single(one => one.Name == name).Script);
            return ExitCode.Success;
        });
        return command;
    }
}
