using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A network as ML.NET saves it: built-in transformers around an ONNX model whose inputs and output are named as the
/// pipeline's columns. Types of other assemblies can't be reloaded by ML.NET, so none is written.
/// </summary>
/// <param name="mlContext">The context.</param>
/// <param name="model">The ONNX model.</param>
/// <param name="inputs">What the model reads.</param>
/// <param name="outputColumnName">The column that it makes.</param>
internal sealed class PersistedModel(MLContext mlContext, byte[] model, IReadOnlyList<SavedInput> inputs, string outputColumnName)
{
    public void Save(ModelSaveContext context)
    {
        string folder = Directory.CreateTempSubdirectory("mlgan-").FullName;
        try
        {
            string file = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(file, model);
            var transformer = CreatePipeline(file).Fit(BlankDataView.OfSchema(Schema()));
            using (transformer as IDisposable)
                ((ICanSaveModel)transformer).Save(context);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private DataViewSchema Schema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var input in inputs)
            builder.AddColumn(input.ColumnName, input.Type);
        return builder.ToSchema();
    }

    private IEstimator<ITransformer> CreatePipeline(string modelFile)
    {
        var transforms = mlContext.Transforms;
        IEstimator<ITransformer> run = transforms.ApplyOnnxModel([outputColumnName], [.. inputs.Select(input => input.ModelInput)], modelFile);
        SavedInput[] derived = [.. inputs.Where(input => input.IsDerived)];
        if (derived.Length == 0)
            return run;
        var prepared = derived.Skip(1).Aggregate(
            derived[0].Derive(transforms), (pipeline, input) => pipeline.Append(input.Derive(transforms)));
        return prepared.Append(run).Append(transforms.DropColumns([.. derived.Select(input => input.ModelInput)]));
    }
}
