using System.Diagnostics;
using System.Globalization;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Cli.Exporting;

/// <summary>Precision of a model that is written anew.</summary>
internal enum ExportPrecision
{
    /// <summary>As it is.</summary>
    Unchanged,

    /// <summary>Weights and computations in half precision.</summary>
    Float16,

    /// <summary>Weights in 8 bits.</summary>
    Int8,
}

/// <summary>One run of <c>mlgan export</c> that writes a model.</summary>
internal sealed class ModelExport(
    string model, ExportTarget target, ExportPrecision precision, bool seedInput, bool isJson, Terminal terminal)
{
    private ExportDifference? _difference;

    public int Run()
    {
        long start = Stopwatch.GetTimestamp();
        target.Require();
        var file = ModelFile.Read(model, Difference.Cpu.MaxFileBytes, ModelRole.Generator);
        var (inputs, outputs, _) = ModelSignature.Of(file);
        bool isChanged = seedInput || precision != ExportPrecision.Unchanged;
        byte[] written = TranslatorInfoReader.IsTranslator(inputs, outputs) ? TranslatorWritten(file)
            : isChanged || !IsOther(file, inputs, outputs) ? GeneratorWritten(file)
            : file.Bytes;
        string output = target.Save(written);
        terminal.Output.WriteLine(!isJson ? $"Wrote {output}" : JsonText.Of(new ExportReport
        {
            Model = model,
            ModelBytes = file.Bytes.Length,
            Output = output,
            Files = WrittenFile.AllAt(output),
            Precision = precision,
            SeedInput = seedInput,
            Difference = _difference,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        }));
        return ExitCode.Success;
    }

    /// <summary>Whether a model is of captions or a discriminator, which are written as they are.</summary>
    /// <exception cref="GanOnnxException">It seems to be one, but can't be used.</exception>
    private static bool IsOther(ModelFile file, TensorInfo[] inputs, TensorInfo[] outputs)
    {
        IDisposable? opened =
            CaptionerInfoReader.IsCaptioner(inputs, outputs) ? OnnxCaptioner.Load(file, Difference.Cpu)
            : CaptionerInfoReader.IsEvaluator(inputs, outputs) ? OnnxCaptionEvaluator.Load(file, Difference.Cpu)
            : outputs.Any(output => output.Name == DiscriminatorNames.Score)
                ? OnnxDiscriminator.Load(file.Bytes, Difference.Cpu)
            : null;
        using (opened)
            return opened is not null;
    }

    private byte[] TranslatorWritten(ModelFile file)
    {
        if (seedInput)
            throw new GanException($"'{model}' is a translator, which makes images of images and takes no noise.");
        using var original = OnnxTranslator.Load(file, Difference.Cpu);
        byte[] written = InPrecision(file.Bytes);
        using var changed = OnnxTranslator.Load(written, Difference.Cpu);
        var drawn = DrawnImages.For(original.Info);
        Say(
            $"what is made of {DrawnImages.Count} drawn digits of {drawn.Size}×{drawn.Size}", original.Info.ValueRange,
            Difference.Of(drawn.TranslatedBy(original), drawn.TranslatedBy(changed)), written, file.Bytes);
        return written;
    }

    private byte[] GeneratorWritten(ModelFile file)
    {
        using var original = OnnxGenerator.Load(file, Difference.Cpu);
        if (original.Info.TakesSeeds && (seedInput || precision == ExportPrecision.Float16))
            throw new GanException(seedInput
                ? $"'{model}' takes seeds already."
                : $"'{model}' takes seeds; half precision would change the noise that it makes of them. Take the "
                    + "file that was written without --seed-input.");
        byte[] written = InPrecision(file.Bytes);
        if (precision != ExportPrecision.Unchanged)
        {
            using var changed = OnnxGenerator.Load(written, Difference.Cpu);
            Say(
                $"{Difference.Samples} samples", original.Info.ValueRange, Difference.Measure(original, changed),
                written, file.Bytes);
        }
        return seedInput ? OnnxComposition.WithSeedInput(written) : written;
    }

    private byte[] InPrecision(byte[] source) => precision switch
    {
        ExportPrecision.Float16 => OnnxPrecision.ToFloat16(source),
        ExportPrecision.Int8 => OnnxPrecision.QuantizeWeights(source),
        _ => source,
    };

    private void Say(string compared, ValueRange range, Difference difference, byte[] written, byte[] source)
    {
        if (!float.IsFinite(difference.Largest))
            throw new GanException(
                $"'{model}' gives numbers that aren't finite in this precision, which doesn't reach far enough for it. "
                + "Keep it as it is.");
        _difference = new ExportDifference(compared, range.Low, range.High, difference.Largest, difference.Mean);
        if (isJson)
            return;
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Difference of {compared} (values {range.Low} to {range.High}): largest {difference.Largest:G3}, mean "
            + $"{difference.Mean:G3}; {written.Length / 1e6:F2} MB instead of {source.Length / 1e6:F2} MB"));
    }
}
