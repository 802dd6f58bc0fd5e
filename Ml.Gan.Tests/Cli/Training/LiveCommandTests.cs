using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ml.Gan.Tests.Data;
using static Ml.Gan.Tests.Cli.ToolProcess;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary><c>mlgan train --live</c>, as a process.</summary>
[TestClass]
public sealed partial class LiveCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    [Timeout(300_000)]
    public void The_stop_button_is_ctrl_c()
    {
        using var process = Start(Tool.Small(
            "builtin:glyphs", _folder["run"], "--steps", "100000000", "--checkpoint-every", "1h", "--live"));
        var address = AddressIn(process);
        WaitForSteps(_folder["run"]);
        RequireListening(process, [address.Port]);
        Press(address, "/checkpoint");
        WaitFor(() => Directory.Exists(_folder["run/checkpoints"])
            && Directory.GetFiles(_folder["run/checkpoints"], "step-*").Length > 0);
        Press(address, "/stop");

        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(0, process.ExitCode);
        Assert.IsTrue(File.Exists(_folder["run/generator.onnx"]));
        string error = process.StandardError.ReadToEnd();
        Assert.Contains("Stopping: the step in progress is finished first", error);
        Assert.Contains("Stopped after step ", process.StandardOutput.ReadToEnd());
    }

    [TestMethod]
    [Timeout(300_000)]
    public void Nothing_listens_unless_it_is_asked_for()
    {
        using var process = Start(Tool.Small("builtin:glyphs", _folder["run"], "--steps", "100000000"));
        WaitForSteps(_folder["run"]);
        try
        {
            RequireListening(process, []);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
        Assert.DoesNotContain("Live view", process.StandardError.ReadToEnd());
    }

    [TestMethod]
    public void Ports_that_cant_be_are_refused_before_anything_is_written()
    {
        using var other = new Gan.Training.LiveView();
        int port = other.Address.Port;
        Tool.Train(_folder["run"], "--live", port.ToString(CultureInfo.InvariantCulture))
            .Failed(2, $"--live: The live view can't listen on port {port} of 127.0.0.1");
        foreach (string text in (string[])["0", "65536", "http", "-1"])
            Tool.Train(_folder["run"], $"--live={text}")
                .Failed(2, "--live: A port is a whole number from 1 to 65535, not '" + text);
        Assert.IsFalse(Directory.Exists(_folder["run"]));
    }

    [TestMethod]
    public void Neither_changes_the_generator()
    {
        string[] args = ["--steps", "12", "--sample-every", "4", "--threads", "1"];
        Tool.Train(_folder["plain"], args).Succeeded();
        Tool.Train(_folder["watched"], [.. args, "--live", "--tensorboard"]).Succeeded();
        Assert.AreEqual(Hash("plain"), Hash("watched"));
    }

    [TestMethod]
    [DataRow("pix2pix", "builtin:outlines", "--patch=16", "--width=4")]
    [DataRow("captioning", "builtin:scenes", "--encoder-width=2", "--state-size=6")]
    public void Other_systems_are_shown_too(string system, string data, string small, string smaller)
    {
        using var process = Start(
        [
            "train", "--system", system, "--data", data, "--out", _folder["run"], "--size", "16", "--batch", "2",
            small, smaller, "--steps", "100000000", "--sample-every", "2", "--live", "--tensorboard",
            _folder["events"],
        ]);
        var address = AddressIn(process);
        string state = "";
        WaitFor(() => (state = Get(address, "/state")).Contains("\"hasText\"", StringComparison.Ordinal));
        Assert.Contains($"\"hasText\":{(system == "captioning" ? "true" : "false")}", state);
        Assert.Contains("_loss", state);
        Press(address, "/stop");
        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(0, process.ExitCode);
        var events = Tests.Training.TensorBoard.EventReader.ReadFolder(_folder["events"]);
        Assert.IsTrue(events.Any(value => value.Image is not null));
        Assert.AreEqual(
            system == "captioning", events.Any(value => value.Tag == "captions" && value.Text!.Length > 20));
    }

    private string Hash(string run) =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_folder[$"{run}/generator.onnx"])));

    private static Uri AddressIn(Process process)
    {
        for (string? line; (line = process.StandardError.ReadLine()) is not null;)
        {
            if (Address().Match(line) is { Success: true } match)
                return new Uri(match.Value);
        }
        throw new AssertFailedException("The address isn't printed.");
    }

    private static void Press(Uri address, string path) => Send(address, HttpMethod.Post, path);

    private static string Get(Uri address, string path) => Send(address, HttpMethod.Get, path);

    private static string Send(Uri address, HttpMethod method, string path)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Add("X-Mlgan-Token", address.Query["?token=".Length..]);
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var response = client.Send(request);
        Assert.IsTrue(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return response.Content.ReadAsStringAsync().Result;
    }

    /// <summary>The ports that a process listens on, all of them on 127.0.0.1, as Linux knows them.</summary>
    private static void RequireListening(Process process, int[] expected)
    {
        if (!OperatingSystem.IsLinux())
            return;
        const string Listening = "0A", Loopback = "0100007F";
        var sockets = Directory.GetFiles($"/proc/{process.Id}/fd").Select(link => new FileInfo(link).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1]).ToHashSet();
        string[][] listening =
        [
            .. from kind in (string[])["tcp", "tcp6"]
               from line in File.ReadLines($"/proc/{process.Id}/net/{kind}").Skip(1)
               let parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where parts[3] == Listening && sockets.Contains(parts[9])
               select parts[1].Split(':'),
        ];
        CollectionAssert.AreEqual(expected, listening.Select(place => Convert.ToInt32(place[1], 16)).ToArray());
        Assert.IsTrue(listening.All(place => place[0] == Loopback));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\?token=\w+")]
    private static partial Regex Address();
}
