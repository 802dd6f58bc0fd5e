using System.Diagnostics;
using System.Globalization;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using YamlDotNet.RepresentationModel;

namespace Ml.Gan.Tests.Cli.Sharding;

/// <summary>Templates for clusters, whose commands run here as one of their tasks.</summary>
[TestClass]
public sealed class ClusterTemplatesTests
{
    private const int Parts = 100, Part = 17, PerPart = 10_000;

    private static readonly string s_folder = Path.Combine(BuiltFrom.Repository, "samples", "cluster");

    [TestMethod]
    public void The_job_of_Kubernetes_makes_the_part_of_its_index()
    {
        var yaml = new YamlStream();
        using (var reader = File.OpenText(Path.Combine(s_folder, "kubernetes-indexed-job.yaml")))
            yaml.Load(reader);
        var job = (YamlMappingNode)yaml.Documents.Single().RootNode;
        Assert.AreEqual("batch/v1", $"{job["apiVersion"]}");
        Assert.AreEqual("Job", $"{job["kind"]}");
        Assert.AreEqual("Indexed", $"{job["spec"]["completionMode"]}");
        Assert.AreEqual(Parts, int.Parse($"{job["spec"]["completions"]}", CultureInfo.InvariantCulture));
        var pod = job["spec"]["template"]["spec"];
        Assert.AreEqual("Never", $"{pod["restartPolicy"]}", "with a limit for each index");
        string[] words = [.. ((YamlSequenceNode)pod["containers"][0]["command"]).Select(word => $"{word}")];
        Assert.AreEqual("mlgan", words[0]);

        using var folder = new TemporaryFolder();
        string[] args =
        [
            .. words[1..].Select(word => word switch
            {
                "/model/generator.onnx" => folder.Write("generator.onnx", Generators.Image()),
                "/samples" => folder["samples"],
                _ => word,
            }),
        ];
        Run("dotnet", [ToolProcess.Executable, .. args], "JOB_COMPLETION_INDEX");
        RequirePart(folder["samples"]);
    }

    [TestMethod]
    public void The_script_of_SLURM_makes_the_part_of_its_task()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("SLURM runs on Linux.");
        string script = Path.Combine(s_folder, "slurm-array.sh");
        Run("bash", ["-n", script], "SLURM_ARRAY_TASK_ID");
        Assert.Contains($"#SBATCH --array=0-{Parts - 1}%", File.ReadAllText(script));

        using var folder = new TemporaryFolder();
        string tool = folder.Write("bin/mlgan", System.Text.Encoding.UTF8.GetBytes(
            $"#!/bin/sh\nexec dotnet '{ToolProcess.Executable}' \"$@\"\n"));
        ToolProcess.Shell($"chmod +x '{tool}'");
        string model = folder.Write("generator.onnx", Generators.Image());
        Run(
            "bash", ["-c", "PATH=\"$1:$PATH\" bash \"$2\" \"$3\" \"$4\"", "bash", folder["bin"], script, model,
                folder["samples"]],
            "SLURM_ARRAY_TASK_ID");
        RequirePart(folder["samples"]);
    }

    private static void RequirePart(string folder)
    {
        var array = NpyArray.Read(Path.Combine(folder, "samples-0000170000.npy"));
        Assert.AreEqual(PerPart, array.Shape[0]);
        Assert.IsTrue(File.Exists(Path.Combine(folder, "samples-0000170000.json")));
    }

    private static void Run(string program, string[] args, string indexVariable)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardError = true };
        foreach (string name in Ml.Gan.Cli.Sharding.TaskIndex.Variables)
            start.Environment.Remove(name);
        start.Environment[indexVariable] = $"{Part}";
        using var process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors);
    }
}
