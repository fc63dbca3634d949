using Omtanke;

return await Start.Run(args);
