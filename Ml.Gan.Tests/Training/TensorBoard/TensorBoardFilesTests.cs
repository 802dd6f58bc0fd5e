using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training.TensorBoard;

/// <summary>Event files, read back by readers that share no code with what writes them.</summary>
[TestClass]
public sealed class TensorBoardFilesTests
{
    private readonly TemporaryFolder _folder = new();

    private string Events => _folder["events"];

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void Checksums_of_the_reader_are_those_of_the_standard() =>
        Assert.AreEqual(0xe3069283, EventReader.Crc("123456789"u8), "the check value of CRC-32C");

    [TestMethod]
    public void Hold_what_the_metrics_file_and_the_pictures_hold()
    {
        Train(steps: 25, sampleInterval: 20);
        var values = EventReader.ReadFolder(Events);

        Assert.AreEqual(("", "brain.Event:2"), (values[0].Tag, values[0].Text));
        JsonElement[] lines =
            [.. File.ReadLines(_folder["metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
        foreach (var (tag, name) in ((string, string)[])[
            ("losses/d_loss", "d_loss"), ("losses/g_loss", "g_loss"), ("scores/d_real", "d_real"),
            ("scores/d_fake", "d_fake")])
        {
            var curve = values.Where(value => value.Tag == tag).ToArray();
            CollectionAssert.AreEqual(new long[] { 1, 10, 20, 25 }, curve.Select(value => value.Step).ToArray(), tag);
            CollectionAssert.AreEqual(
                lines.Select(line => (float?)line.GetProperty(name).GetDouble()).ToArray(),
                curve.Select(value => value.Scalar).ToArray(), tag);
        }
        Assert.IsTrue(values.Where(value => value.Tag == "speed/steps_per_second").All(value => value.Scalar > 0));
        CollectionAssert.AreEqual(
            new[] { ("learning_rate/d", 1L), ("learning_rate/g", 1L) },
            values.Where(value => value.Tag.StartsWith("learning_rate", StringComparison.Ordinal))
                .Select(value => (value.Tag, value.Step)).ToArray(), "a rate that stays is written once");

        var pictures = values.Where(value => value.Tag == "samples").ToArray();
        CollectionAssert.AreEqual(new long[] { 20, 25 }, pictures.Select(value => value.Step).ToArray());
        foreach (var picture in pictures)
        {
            byte[] file = File.ReadAllBytes(_folder[$"step-{picture.Step:D6}.png"]);
            CollectionAssert.AreEqual(file, picture.Image);
            long width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16));
            long height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
            Assert.AreEqual((height, width, 1L), picture.Size);
        }
    }

    [TestMethod]
    public void A_resumed_training_goes_on_in_a_new_file_without_steps_twice()
    {
        Train(steps: 30, interrupted: 17);
        string[] before = Files();
        Assert.HasCount(1, before);
        using (var torn = File.Open(before[0], FileMode.Append))
            torn.Write([7, 7, 7]);
        string others = _folder.Write("events/events.out.tfevents.1.host", [1, 2, 3]);

        Train(steps: 30, resume: true);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(others));
        File.Delete(others);
        Assert.HasCount(2, Files());
        Assert.AreEqual(before[0], Files()[0], "the new file comes behind");
        var curve = EventReader.ReadFolder(Events).Where(value => value.Tag == "losses/g_loss").ToArray();
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 30).Select(step => (long)step).ToArray(), curve.Select(value => value.Step).ToArray());
        Assert.IsTrue(
            EventReader.Read(Files()[0]).All(value => value.Step <= 15), "steps after the checkpoint are gone");
    }

    [TestMethod]
    public void A_training_that_begins_anew_replaces_its_own_files()
    {
        Train(steps: 4);
        Train(steps: 2);
        Assert.HasCount(1, Files());
        Assert.AreEqual(2, EventReader.ReadFolder(Events).Max(value => value.Step));
    }

    [TestMethod]
    public void A_folder_that_cant_be_written_is_named_before_the_first_step()
    {
        File.WriteAllText(Events, "");
        var error = Assert.ThrowsExactly<GanException>(() => Train(steps: 2));
        Assert.Contains($"The folder '{Events}' for TensorBoard can't be written", error.Message);
        Assert.AreEqual(0, new FileInfo(_folder["metrics.jsonl"]).Length);
    }

    /// <summary>Google's own compiler reads the messages by TensorFlow's field numbers.</summary>
    [TestMethod]
    public void Protoc_decodes_events_by_field_numbers_of_tensorflow()
    {
        string? protoc = Protoc();
        if (protoc is null)
            Assert.Inconclusive("There is no protoc for this machine in the package Grpc.Tools.");
        Train(steps: 3, sampleInterval: 3);
        string proto = Path.GetFileName(_folder.Write("tensorflow.proto", """
            syntax = "proto3";
            package tensorflow;
            message Event {
              double wall_time = 1; int64 step = 2;
              oneof what { string file_version = 3; bytes graph_def = 4; Summary summary = 5; }
            }
            message Summary {
              message Image {
                int32 height = 1; int32 width = 2; int32 colorspace = 3; bytes encoded_image_string = 4;
              }
              message Value { string tag = 1; oneof value { float simple_value = 2; Image image = 4; } }
              repeated Value value = 1;
            }
            """u8.ToArray()));
        string text = string.Join(
            '\n', EventReader.Records(Files()[0]).Select(record => Decode(protoc, proto, record)));

        Assert.Contains("file_version: \"brain.Event:2\"", text);
        Assert.Contains("tag: \"losses/d_loss\"", text);
        Assert.Contains("simple_value: ", text);
        Assert.Contains("step: 3", text);
        Assert.Contains("encoded_image_string: \"\\211PNG", text);
        Assert.DoesNotMatchRegex(@"(?m)^\s*\d+[:{ ]", text, "a field that TensorFlow doesn't have");
    }

    [TestMethod]
    public void The_tool_writes_them_beside_the_generator_or_where_it_is_told()
    {
        Tool.Train(_folder["run"], "--steps", "3", "--tensorboard").Succeeded();
        var own = EventReader.ReadFolder(_folder["run/tensorboard"]);
        CollectionAssert.AreEqual(new long[] { 1, 3 }, StepsOf(own));
        CollectionAssert.AreEqual(
            File.ReadAllBytes(_folder["run/samples/step-000003.png"]),
            own.Single(value => value.Image is not null).Image);

        Tool.Train(_folder["other"], "--steps", "2", "--tensorboard", Events).Succeeded();
        Tool.Train(_folder["third"], "--steps", "2", "--tensorboard", Events)
            .Failed(2, $"--tensorboard: '{Events}' holds event files already", "--overwrite");
        Tool.Run("train", "--resume", _folder["other"], "--steps", "4").Succeeded();
        CollectionAssert.AreEqual(new long[] { 1, 2, 4 }, StepsOf(EventReader.ReadFolder(Events)));

        Tool.Train(_folder["run"], "--steps", "1", "--overwrite").Succeeded();
        Assert.IsEmpty(Directory.GetFiles(_folder["run/tensorboard"]), "those of the training that was replaced");
    }

    private static long[] StepsOf(IEnumerable<EventReader.Value> values) =>
        [.. values.Where(value => value.Tag == "losses/g_loss").Select(value => value.Step)];

    private string[] Files() =>
        [.. Directory.GetFiles(Events, "*.mlgan").Order(StringComparer.Ordinal)];

    private void Train(long steps, long sampleInterval = 1000, long? interrupted = null, bool resume = false)
    {
        using var data = new Glyphs(size: 16);
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            BatchSize = 4,
            Steps = steps,
            CheckpointFolder = interrupted is null && !resume ? null : _folder["checkpoints"],
            CheckpointInterval = CheckpointInterval.Every(5),
            Resume = resume,
        };
        using var gan = new LatentGan(options, data);
        using var metrics = new MetricsFile(_folder["metrics.jsonl"], interval: 10);
        using var events = new TensorBoardFiles(Events, interval: interrupted is null && !resume ? 10 : 1);
        var crash = new After(interrupted ?? long.MaxValue, () => throw new OperationCanceledException());
        try
        {
            new GanTrainer(gan).Train([metrics, new SampleGridFiles(gan, _folder.Path, sampleInterval), events, crash]);
        }
        catch (OperationCanceledException) when (interrupted is not null)
        {
            // As if the process had ended.
        }
    }

    private static string? Protoc()
    {
        string tools = Path.Combine(
            BuiltFrom.PackagesFolder, "grpc.tools", BuiltFrom.CentralPackage("Grpc.Tools"), "tools");
        string path = Path.Combine(tools, OperatingSystem.IsWindows() ? "windows_x64/protoc.exe"
            : OperatingSystem.IsMacOS() ? "macosx_x64/protoc" : "linux_x64/protoc");
        bool runs = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64;
        return runs && File.Exists(path) ? path : null;
    }

    private string Decode(string protoc, string proto, byte[] record)
    {
        using var process = Process.Start(new ProcessStartInfo(protoc, ["--decode=tensorflow.Event", proto])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
        })!;
        process.StandardInput.BaseStream.Write(record);
        process.StandardInput.Close();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode);
        return text;
    }
}
