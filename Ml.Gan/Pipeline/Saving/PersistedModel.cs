using Microsoft.ML;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A network as ML.NET saves it: a built-in transformer around an ONNX model whose inputs and output are named as the
/// pipeline's columns, and before it the built-in transformers that make numbers of images and keys, and
/// after it one that makes images of numbers. Types of other assemblies can't be reloaded by ML.NET, so none is
/// written. It is made when it is saved.
/// </summary>
/// <param name="mlContext">The context.</param>
/// <param name="inputs">The pipeline's columns that the model reads.</param>
/// <param name="model">
/// Makes the .onnx file, whose inputs are named as the columns' <see cref="SavedInput.ModelInput"/>.
/// </param>
/// <param name="output">The column that it makes, and the model's output for it.</param>
internal sealed class PersistedModel(
    MLContext mlContext, IReadOnlyList<SavedInput> inputs, Func<byte[]> model, SavedOutput output)
{
    public void Save(ModelSaveContext context)
    {
        // ML.NET takes a stream too, but never deletes the file that it copies that to.
        string file = Path.Combine(mlContext.TempFilePath, $"{Guid.NewGuid():N}.onnx");
        try
        {
            File.WriteAllBytes(file, model());
            var transformer = CreatePipeline(file).Fit(BlankDataView.OfSchema(Schema()));
            using (transformer as IDisposable)
                ((ICanSaveModel)transformer).Save(context);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Makes the model, without saving it.</summary>
    public void Check() => model();

    private DataViewSchema Schema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var input in inputs)
            builder.AddColumn(input.ColumnName, input.Type);
        return builder.ToSchema();
    }

    private IEstimator<ITransformer> CreatePipeline(string file)
    {
        string[] between =
        [
            .. inputs.Where(input => input.IsDerived).Select(input => input.ModelInput),
            .. output.IsDerived ? [output.ModelOutput] : Array.Empty<string>(),
        ];
        List<IEstimator<ITransformer>> steps =
        [
            .. inputs.Where(input => input.IsDerived).Select(input => input.Derive(mlContext.Transforms)),
            mlContext.Transforms.ApplyOnnxModel(
                [output.ModelOutput], [.. inputs.Select(input => input.ModelInput)], file),
            .. output.IsDerived ? [output.Derive(mlContext.Transforms)] : Array.Empty<IEstimator<ITransformer>>(),
            .. between.Length > 0
                ? [mlContext.Transforms.DropColumns(between)]
                : Array.Empty<IEstimator<ITransformer>>(),
        ];
        return steps.Skip(1).Aggregate(steps[0], (pipeline, step) => pipeline.Append(step));
    }
}
