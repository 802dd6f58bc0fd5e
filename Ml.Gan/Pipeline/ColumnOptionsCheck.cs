namespace Ml.Gan.Pipeline;

/// <summary>Refuses options of columns that are out of range, whatever the data.</summary>
internal static class ColumnOptionsCheck
{
    /// <exception cref="GanOptionException">An option is out of range.</exception>
    public static void Check(GanEstimator.Options options)
    {
        if (string.IsNullOrWhiteSpace(options.OutputColumnName))
            throw new GanOptionException(nameof(options.OutputColumnName), "The output column needs a name.");
        CheckName(nameof(options.InputColumnName), options.InputColumnName);
        CheckName(nameof(options.LatentColumnName), options.LatentColumnName);
        CheckName(nameof(options.LabelColumnName), options.LabelColumnName);
        CheckName(nameof(options.ConditionColumnName), options.ConditionColumnName);
        CheckName(nameof(options.CodesColumnName), options.CodesColumnName);
        var (minimum, maximum) = options.PixelRange;
        if (!float.IsFinite(minimum) || !float.IsFinite(maximum) || minimum >= maximum)
            throw new GanOptionException(nameof(options.PixelRange),
                "The range of pixels must be of two finite numbers, the darker before the brighter; it is "
                + $"{minimum} to {maximum}.");
        if (options.ImageSize is < 1)
            throw new GanOptionException(
                nameof(options.ImageSize), $"Images need a size of at least 1; it is {options.ImageSize}.");
        if (options.ImageChannels is not (1 or 3))
            throw new GanOptionException(
                nameof(options.ImageChannels), $"Images have 1 or 3 channels, not {options.ImageChannels}.");
        if (options.Background.A != 255)
            throw new GanOptionException(nameof(options.Background),
                $"The background must be an opaque color; its alpha is {options.Background.A} of 255.");
        if (options.Truncation is { } psi && !(Math.Abs(psi) <= 1))
            throw new GanOptionException(
                nameof(options.Truncation), $"The truncation ψ of styles is from -1 to 1; it is {psi}.");
        if (options.ScoringBatchSize < 1)
            throw new GanOptionException(nameof(options.ScoringBatchSize),
                $"At least 1 row is scored in one call; it is {options.ScoringBatchSize}.");
    }

    private static void CheckName(string option, string? name)
    {
        if (name is not null && string.IsNullOrWhiteSpace(name))
            throw new GanOptionException(option, $"'{name}' is no name of a column. Leave it out (null) for none.");
    }
}
