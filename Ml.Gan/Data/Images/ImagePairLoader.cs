namespace Ml.Gan.Data.Images;

/// <summary>
/// Loader of paired images from files. What can't be read is left out with its partner, unless it is much.
/// </summary>
internal static class ImagePairLoader
{
    private const int Block = 256;

    /// <summary>What follows the name of the pairs in that of the inputs.</summary>
    private const string Inputs = " (inputs)";

    /// <summary>Opens pairs; see <see cref="PairedSamples.Open"/>.</summary>
    /// <exception cref="GanDataException">They can't be used.</exception>
    public static PairedSamples Open(
        string data, string? target, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        var caches = options.Read([data, target], () => Read(data, target, options, cancellationToken));
        try
        {
            return new PairedSamples(caches[0], caches[1], caches[0].Name[..^Inputs.Length]);
        }
        catch
        {
            foreach (var cache in caches)
                cache.Dispose();
            throw;
        }
    }

    private static SampleCache[] Read(
        string data, string? target, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        var files = PairedFiles.Find(data, target, options.Warning);
        var (input, output) = Shapes(files, options, cancellationToken);
        long values = input.Length + output.Length;
        using var inputs = SampleCacheBuilder.ForImages(
            files.Name + Inputs, input, Share(options, input, values));
        using var targets = SampleCacheBuilder.ForImages(
            $"{files.Name} (targets)", output, Share(options, output, values));
        var reader = new ImagePairReader(
            files, new ImageSampler(input, options.Background), new ImageSampler(output, options.Background));
        var skipped = new SkippedFiles(files.Folder, files.Names.Length, options.Warning, "pair");
        var (foundInputs, foundTargets) = (new FoundImages(), new FoundImages());
        foreach (int[] block in Enumerable.Range(0, files.Names.Length).Chunk(Block))
        {
            foreach (var pair in reader.Read(block, cancellationToken))
            {
                if (pair.Fault is { } fault)
                {
                    skipped.Add(fault.File, fault.Text);
                    continue;
                }
                foundInputs.Add(pair.Name, pair.Input with { Hash = pair.Input.Hash + pair.Target.Hash });
                foundTargets.Add(pair.Name, pair.Target);
                inputs.Append(pair.Input.Sample);
                targets.Append(pair.Target.Sample);
            }
        }
        skipped.Summarize();
        if (foundInputs.Repeats is { } repeats)
            options.Warning?.Invoke(repeats);
        var source = Build(inputs, foundInputs, skipped.Count, options);
        return [source, Build(targets, foundTargets, skipped.Count, options)];
    }

    /// <summary>Part of the memory for inputs or targets.</summary>
    private static long Share(SampleSourceOptions options, SampleShape shape, long values) =>
        (long)(options.MemoryLimit * ((double)shape.Length / values));

    /// <summary>Shapes of inputs and targets: of the size that the targets suggest, if none is asked for.</summary>
    private static (SampleShape Input, SampleShape Target) Shapes(
        PairedFiles files, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        int parts = files.AreSideBySide ? 2 : 1;
        var target = ImageSurvey.Shape("", files.Targets, options, cancellationToken, parts - 1, parts);
        var input = ImageSurvey.Shape(
            "", files.Inputs, options with { Size = target.Height }, cancellationToken, part: 0, parts);
        return (input, target);
    }

    private static SampleCache Build(
        SampleCacheBuilder builder, FoundImages found, int skipped, SampleSourceOptions options)
    {
        builder.SampleNames = found.Paths;
        builder.Origin = found.Origin(options.Background, skipped, otherFiles: null);
        builder.NoLabelsReason = "pairs of images have none";
        var source = builder.Build();
        options.Say(builder.Origin, source);
        return source;
    }
}
