using System.Diagnostics;
using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Training;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sharding;

/// <summary>Run of <c>mlgan sample</c> that writes samples to files of their own, or to an array.</summary>
/// <param name="model">The generator's file.</param>
/// <param name="folder">Where files go; it is created.</param>
/// <param name="settings">What is asked for.</param>
/// <param name="choice">Which samples, and as what.</param>
/// <param name="options">How the generator runs.</param>
/// <param name="terminal">What is talked to.</param>
internal sealed class SampleFilesRun(
    string model, string folder, SampleSettings settings, SampleChoice choice, OnnxGeneratorOptions options,
    Terminal terminal)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public int Run()
    {
        var run = new SampleRange(choice.First, settings.Count ?? SamplePicture.UsualCount);
        if (run.First > int.MaxValue - run.Count)
            throw Refusal.Of("--first", $"A sample has indices up to {int.MaxValue - 1}; {run.Count} from {run.First} "
                + "on are too many.");
        var shard = choice.Shard is { } text ? Shard.Parse(text, Environment.GetEnvironmentVariable) : null;
        var part = shard?.Of(run) ?? run;
        using var generator = OnnxGenerator.Load(model, options);
        var asked = SampleConditions.Of(generator.Info, settings with { Count = run.Count });
        RefuseFormat(generator.Info);
        var manifest = new SampleManifest
        {
            ManifestVersion = SampleManifest.CurrentVersion,
            Producer = $"mlgan {PackageVersion.Of(typeof(SampleFilesRun))}",
            Request = new SampleRequest
            {
                ModelSha256 = SampleManifest.HashOf(model),
                Seed = settings.Seed,
                Format = choice.Format,
                Shape = [generator.Info.Channels, generator.Info.Height, generator.Info.Width],
                IsImage = generator.Info.IsImage,
                Options = SampleConditions.Texts(settings),
            },
            First = part.First,
            Count = part.Count,
            Shard = shard?.ToString(),
            RunFirst = run.First,
            RunCount = run.Count,
            Device = generator.Device == GeneratorDevice.Cuda ? "cuda" : "cpu",
            Bytes = 0,
            Sha256 = "",
        };
        if (shard is not null)
            terminal.Error.WriteLine($"Shard {shard}{(shard.Source is { } from ? $" (by {from})" : "")}: {part}.");
        Directory.CreateDirectory(folder);
        if (IsDone(manifest))
        {
            Say($"'{folder}' holds {part} already; nothing is left to do.", generator, part, wereThere: true);
            return ExitCode.Success;
        }
        terminal.Error.WriteLine(generator.DeviceDescription);
        try
        {
            Write(generator, asked, manifest);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"Stopped: {part} are not complete; the same command makes them again.");
            return ExitCode.Interrupted;
        }
        Say($"Wrote {part} to {folder}", generator, part);
        return ExitCode.Success;
    }

    private void Say(string sentence, OnnxGenerator generator, SampleRange part, bool wereThere = false) =>
        terminal.Output.WriteLine(!settings.IsJson ? sentence : JsonText.Of(new SampleReport
        {
            Model = model,
            Output = folder,
            Files =
            [
                .. SampleFiles.Content(folder, part, choice.Format).Append(SampleFiles.Manifest(folder, part.First))
                    .Select(WrittenFile.At),
            ],
            WereThere = wereThere,
            First = part.First,
            Count = part.Count,
            Seed = settings.Seed,
            Device = generator.Device,
            DeviceDescription = generator.DeviceDescription,
            Seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds,
        }));

    /// <summary>Whether a manifest says so, and files of the length that it says are there.</summary>
    /// <exception cref="GanException">The folder holds samples of another run.</exception>
    private bool IsDone(SampleManifest manifest)
    {
        bool isDone = false;
        foreach (var (path, found) in SampleManifest.AllIn(folder))
        {
            string? difference = manifest.Request.DifferenceFrom(found.Request)
                ?? (found.First == manifest.First && found.Count != manifest.Count ? $"{found.Range}" : null);
            if (difference is not null)
                throw new GanException(
                    $"'{folder}' holds samples of another run: '{path}' says {difference}. Take another folder.");
            isDone |= found.First == manifest.First && SampleContent.Length(folder, found) == found.Bytes;
        }
        return isDone;
    }

    private void Write(OnnxGenerator generator, GeneratorConditions asked, SampleManifest manifest)
    {
        using var stop = new StopRequest(terminal, "what is written of this part is removed, or written anew later.");
        string partial = SampleFiles.Partial(folder, manifest.First);
        using var stream = Claim(partial);
        try
        {
            var written = Write(stream, generator, asked, manifest, stop.Token);
            if (choice.Format != SampleFormat.Png)
            {
                stream.Flush(flushToDisk: true);
                File.Move(partial, SampleFiles.Array(folder, manifest.First, choice.Format), overwrite: true);
            }
            written.Write(SampleFiles.Manifest(folder, manifest.First));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private SampleManifest Write(
        FileStream stream, OnnxGenerator generator, GeneratorConditions asked, SampleManifest manifest,
        CancellationToken cancellation)
    {
        bool isImages = choice.Format == SampleFormat.Png;
        if (!isImages)
            stream.Write(ArrayHeader.Of(
                choice.Format, generator.Info.IsImage, manifest.Count, manifest.Request.Shape));
        using ContentWriter writer = isImages
            ? new ImageWriter(folder, manifest.First)
            : new ArrayWriter(stream, generator.Info.IsImage);
        var progress = new ImageProgress(manifest.Count, terminal.Error);
        int done = 0;
        var batches = generator.SampleBatchesAsync(
            manifest.Count, settings.Seed, asked, settings.Truncation, manifest.First, cancellation);
        foreach (var batch in batches.ToBlockingEnumerable(CancellationToken.None))
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(batch);
            progress.Show(done += batch.Count);
        }
        return manifest with { Bytes = writer.Bytes, Sha256 = writer.Sha256 };
    }

    /// <summary>Opens the file that tells others that a part is being written.</summary>
    /// <exception cref="GanException">Another process is writing it.</exception>
    private static FileStream Claim(string partial)
    {
        try
        {
            var stream = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1 << 16);
            stream.SetLength(0);
            return stream;
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException)
            && File.Exists(partial))
        {
            throw new GanException(
                $"Another process is writing these samples ('{partial}' is in use). Wait for it, or end it.", e);
        }
    }

    private void RefuseFormat(GeneratorInfo info)
    {
        string made = $"the generator makes {info.Output}";
        if (choice.Format == SampleFormat.Png && !(info.IsImage && info.Channels is 1 or 3))
            throw Refusal.Of(
                "--format", $"PNG files hold images of 1 or 3 channels, but {made}. Take --format npy.");
        if (choice.Format == SampleFormat.Idx && !(info.IsImage && info.Channels == 1))
            throw Refusal.Of("--format", $"IDX files hold gray images, but {made}. Take --format npy.");
    }
}

/// <summary>Which samples are written, and as what.</summary>
/// <param name="First">The first sample.</param>
/// <param name="Shard">Which part of how many; null for all.</param>
/// <param name="Format">The files.</param>
internal sealed record SampleChoice(int First, string? Shard, SampleFormat Format);
