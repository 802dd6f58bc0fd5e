using Microsoft.ML;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A network as ML.NET saves it: a built-in transformer around an ONNX model whose inputs and output are named as the
/// pipeline's columns, and before it the built-in transformers that make numbers of images and keys. Types of other
/// assemblies can't be reloaded by ML.NET, so none is written. It is made when it is saved.
/// </summary>
/// <param name="mlContext">The context.</param>
/// <param name="inputs">The pipeline's columns that the model reads.</param>
/// <param name="model">
/// Makes the .onnx file, whose inputs are named as the columns' <see cref="SavedInput.ModelInput"/>.
/// </param>
/// <param name="output">The column that it makes, and the model's output of that name.</param>
internal sealed class PersistedModel(
    MLContext mlContext, IReadOnlyList<SavedInput> inputs, Func<byte[]> model, string output)
{
    /// <exception cref="GanException">The folder for temporary files can't be written to.</exception>
    public void Save(ModelSaveContext context)
    {
        CheckTemporaryFolder();
        var transformer = CreatePipeline().Fit(BlankDataView.OfSchema(Schema()));
        using (transformer as IDisposable)
            ((ICanSaveModel)transformer).Save(context);
    }

    /// <summary>Makes the model, without saving it.</summary>
    public void Check() => model();

    /// <summary>ML.NET passes the model through a file there, and says nothing of it where it can't.</summary>
    private void CheckTemporaryFolder()
    {
        string file = Path.Combine(mlContext.TempFilePath, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(file, []);
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanException(
                $"The model can't be saved: ML.NET needs a folder for temporary files, and '{mlContext.TempFilePath}' "
                + $"can't be written to: {e.Message} Set MLContext.TempFilePath, or TMPDIR, to another folder. What was "
                + "written of the saved file so far is not complete.", e);
        }
    }

    private DataViewSchema Schema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var input in inputs)
            builder.AddColumn(input.ColumnName, input.Type);
        return builder.ToSchema();
    }

    private IEstimator<ITransformer> CreatePipeline()
    {
        using var stream = new MemoryStream(model());
        string[] derived = [.. inputs.Where(input => input.IsDerived).Select(input => input.ModelInput)];
        List<IEstimator<ITransformer>> steps =
        [
            .. inputs.Where(input => input.IsDerived).Select(input => input.Derive(mlContext.Transforms)),
            mlContext.Transforms.ApplyOnnxModel([output], [.. inputs.Select(input => input.ModelInput)], stream),
            .. derived.Length > 0 ? [mlContext.Transforms.DropColumns(derived)] : Array.Empty<IEstimator<ITransformer>>(
                ),
        ];
        return steps.Skip(1).Aggregate(steps[0], (pipeline, step) => pipeline.Append(step));
    }
}
