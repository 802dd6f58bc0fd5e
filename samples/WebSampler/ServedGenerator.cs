using Ml.Gan.Onnx;

namespace WebSampler;

/// <summary>What <c>/model</c> and <c>/generator.onnx</c> tell of the generator.</summary>
internal static class ServedGenerator
{
    /// <summary>Checks that it makes pictures of what the page can ask for.</summary>
    /// <exception cref="GanOnnxException">It does not.</exception>
    public static void Require(GeneratorInfo info)
    {
        if (!info.IsImage || info.Channels is not (1 or 3))
            throw new GanOnnxException(
                $"'{info.Path}' makes {info.Output}, no images of 1 or 3 channels. Name a generator of images.");
        if (info.Conditions.VectorSize > 0)
            throw new GanOnnxException(
                $"'{info.Path}' takes a condition vector of {info.Conditions.VectorSize} numbers for each image, which "
                + "a URL here doesn't name. Name a generator without one.");
    }

    public static TruncationKind TruncationOf(GeneratorInfo info) =>
        info.Truncation is not null ? TruncationKind.Styles
        : info.TakesSeeds ? TruncationKind.None
        : TruncationKind.Latents;

    public static IResult Describe(OnnxGenerator generator)
    {
        var info = generator.Info;
        return Results.Json(new
        {
            info.Network,
            info.LatentSize,
            info.TakesSeeds,
            info.Channels,
            info.Height,
            info.Width,
            info.ValueRange.Low,
            info.ValueRange.High,
            Classes = info.Conditions.ClassNames,
            Categorical = info.Conditions.Codes?.Categorical ?? [],
            Continuous = info.Conditions.Codes?.Continuous ?? 0,
            Truncation = TruncationOf(info).ToString().ToLowerInvariant(),
            LatentNoise.MinTruncation,
            Inputs = info.Inputs.Select(input => input.Name),
            Output = info.Output.Name,
            info.FileBytes,
            info.Parameters,
            Device = generator.DeviceDescription,
            ImageQuery.MaxCount,
        });
    }

    public static IResult File(OnnxGenerator generator) => Results.File(
        generator.Info.Path!,
        "application/octet-stream",
        "generator.onnx",
        new FileInfo(generator.Info.Path!).LastWriteTimeUtc,
        enableRangeProcessing: true);
}

/// <summary>What a generator's truncation acts on.</summary>
internal enum TruncationKind
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>Components of latents beyond it are drawn again.</summary>
    Latents,

    /// <summary>Styles: ψ, from -1 to 1.</summary>
    Styles,
}
