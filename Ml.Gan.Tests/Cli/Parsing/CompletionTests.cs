using System.Diagnostics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Parsing;

[TestClass]
public sealed class CompletionTests
{
    [TestMethod]
    [DataRow("mlgan tr", "train translate")]
    [DataRow("mlgan train --netw", "--network")]
    [DataRow("mlgan train --network s", "sagan stackgan stylegan2")]
    [DataRow("mlgan train --objective wasserstein-", "wasserstein-div wasserstein-gp")]
    [DataRow("mlgan train --system c", "captioning completion cyclegan")]
    [DataRow("mlgan train --optimizer ", "adam rmsprop sgd")]
    [DataRow("mlgan train --precision ", "bf16 float16 float32")]
    [DataRow("mlgan train --data builtin:gl", "builtin:glyphs")]
    [DataRow("mlgan train --data st", "stacked:")]
    [DataRow("mlgan data builtin:o", "builtin:outlines")]
    [DataRow("mlgan sample m.onnx --format ", "idx npy png")]
    [DataRow("mlgan sample --de", "--device")]
    [DataRow("mlgan completion ", "bash pwsh zsh")]
    [DataRow("mlgan train --optimizer=a", "--optimizer=adam")]
    [DataRow("mlgan train --optimizer=", "--optimizer=adam --optimizer=rmsprop --optimizer=sgd")]
    [DataRow("mlgan train --nothing=a", "")]
    [DataRow("mlgan explain no-c", "no-class no-cuda-device no-cuda-sampling")]
    [DataRow("mlgan sample mod", "")]
    [DataRow("mlgan train --out ", "")]
    [DataRow("mlgan nothing --x", "")]
    public void Commands_options_and_names_are_suggested(string line, string expected) =>
        CollectionAssert.AreEqual(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Suggested(line));

    [TestMethod]
    public void What_stands_behind_the_cursor_does_not_count()
    {
        const string Line = "mlgan train --network dc --out x";
        var run = Tool.Run($"[suggest:{"mlgan train --network dc".Length}]", Line);
        Assert.AreEqual("dcgan", run.Output.Trim());
    }

    [TestMethod]
    public void Every_name_of_a_catalog_is_suggested()
    {
        CollectionAssert.AreEquivalent(
            Catalog.Objectives.Entries.Select(entry => entry.Name).ToArray(), Suggested("mlgan train --objective "));
        CollectionAssert.IsSubsetOf(
            Catalog.Networks.Entries.Select(entry => entry.Name).ToArray(), Suggested("mlgan train --network "));
    }

    [TestMethod]
    public void All_commands_are_suggested()
    {
        string help = Tool.Run("--help").Output;
        string[] commands = Suggested("mlgan ");
        Assert.IsGreaterThan(10, commands.Length);
        foreach (string command in commands)
            Assert.Contains($"  {command} ", help);
    }

    [TestMethod]
    public void Bash_completes_by_the_script()
    {
        string[] replies = Shell("bash", [], """
            source <(mlgan completion bash)
            complete -p mlgan
            try() { COMP_LINE=$1; COMP_POINT=${#1}; shift; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _mlgan
                    echo "${COMPREPLY[*]}"; }
            try "mlgan train --network sty" mlgan train --network sty
            try "mlgan train --data builtin:gl" mlgan train --data builtin : gl
            try "mlgan tr" mlgan tr
            try "mlgan sample mod" mlgan sample mod
            try "mlgan train --optimizer=a" mlgan train --optimizer = a
            try "mlgan train --data=builtin:gl" mlgan train --data = builtin : gl
            """);
        Assert.AreEqual("complete -o bashdefault -o default -F _mlgan mlgan", replies[0]);
        CollectionAssert.AreEqual(
            new[] { "stylegan2", "glyphs", "train translate", "", "adam", "glyphs" }, replies[1..7]);
    }

    [TestMethod]
    public void Zsh_completes_by_the_script()
    {
        string[] replies = Shell("zsh", ["-f"], """
            compdef() { echo "compdef $*"; }
            compadd() { shift; echo "${(P)1}"; }
            _files() { echo files; }
            source <(mlgan completion zsh)
            try() { PREFIX=${@[-1]}; words=("$@"); CURRENT=$#; _mlgan; }
            try mlgan train --network sty
            try mlgan train --data builtin:gl
            try mlgan tr
            try mlgan sample mod
            """);
        CollectionAssert.AreEqual(
            new[] { "compdef _mlgan mlgan", "stylegan2", "builtin:glyphs", "train translate", "files" }, replies[..5]);
    }

    [TestMethod]
    public void PowerShell_completes_by_the_script()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.onnx"], "");
        string[] replies = Shell(PowerShell.Find(), ["-NoProfile"], $$"""
            Set-Location '{{folder.Path}}'
            mlgan completion pwsh | Out-String | Invoke-Expression
            foreach ($line in 'mlgan train --network sty', 'mlgan tr', 'cd / ; mlgan train --optimizer=a',
                'mlgan train --data builtin:gl', 'mlgan sample mod') {
                $found = TabExpansion2 $line $line.Length
                $start = $line.Substring(0, $found.ReplacementIndex)
                "$start|$($found.CompletionMatches.CompletionText -join ' ')"
            }
            """);
        string[] expected =
        [
            "mlgan train --network |stylegan2", "mlgan |train translate", "cd / ; mlgan train |--optimizer=adam",
            "mlgan train --data |builtin:glyphs", "mlgan sample |./model.onnx",
        ];
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', replies).TrimEnd());
    }

    private static string[] Suggested(string line)
    {
        var run = Tool.Run($"[suggest:{line.Length}]", line);
        run.Succeeded();
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs a script in a shell that finds the tool as a program, and gives its lines.</summary>
    private static string[] Shell(string shell, string[] options, string script)
    {
        using var programs = new TemporaryFolder();
        WriteTool(programs);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(shell, [.. options, "-c", script])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    Environment =
                    {
                        ["PATH"] = $"{programs.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
                    },
                })!;
            string errors = "";
            process.ErrorDataReceived += (_, line) => errors += line.Data;
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, errors);
            return output.ReplaceLineEndings("\n").Split('\n');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new AssertInconclusiveException($"There is no {shell} here.");
        }
    }

    private static void WriteTool(TemporaryFolder programs)
    {
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(programs["mlgan.cmd"], $"@dotnet \"{ToolProcess.Executable}\" %*\n");
            return;
        }
        File.WriteAllText(programs["mlgan"], $"#!/bin/sh\nexec dotnet '{ToolProcess.Executable}' \"$@\"\n");
        File.SetUnixFileMode(
            programs["mlgan"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
